// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/groups_model.h"
#include "ui/state/review_memory.h"
#include "ui/state/trash_plan.h"

#include <QUndoStack>
#include <functional>
#include <vector>

namespace lookalike {

/// The steps of a review and how each is taken back, with the marks of groups as they were before.
/// GUI thread.
class ReviewSteps : public QObject {
    Q_OBJECT

public:
    /// All must outlive the steps.
    ReviewSteps(TrashPlan& plan, const GroupsModel& groups, ReviewMemory& memory);

    /// Adds something that was done already. It cannot be done again: a decision or a move is the
    /// user's to repeat.
    void push(std::function<void()> takeBack);
    /// Adds a change of marks that was made already; `before` is what the plan said of the groups.
    void pushMarks(const std::vector<const DuplicateGroup*>& groups, TrashPlan::Snapshot before);
    /// Changes what the plan says of groups by `change`, as a step.
    void mark(const std::vector<const DuplicateGroup*>& groups,
              const std::function<void()>& change);
    [[nodiscard]] bool canUndo() const { return m_stack->canUndo(); }
    void undo() { m_stack->undo(); }
    void clear();

    /// A step that was taken back returns groups to the list: restores what the plan said of them
    /// once restoreReturned() finds them there.
    void restoreWhenBack(const TrashPlan::Snapshot& before);
    void restoreReturned();

Q_SIGNALS:
    /// canUndo() may tell something else.
    void changed();
    /// The user took a new step.
    void taken();

private:
    void restore(const TrashPlan::Snapshot& before);

    TrashPlan& m_plan;
    const GroupsModel& m_groups;
    ReviewMemory& m_memory;
    QUndoStack* const m_stack; ///< a child: a member would still emit when this object ends
    TrashPlan::Snapshot m_returning;
};

} // namespace lookalike
