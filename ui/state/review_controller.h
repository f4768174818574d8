// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/groups_model.h"
#include "ui/state/groups_loader.h"
#include "ui/state/plan_summary.h"
#include "ui/state/review_memory.h"
#include "ui/state/review_steps.h"
#include "ui/state/trash_plan.h"

#include <set>

namespace lookalike {

/// The review of duplicates without its widgets: which photos are marked for the trash, what the
/// user decides about groups, and how each step is taken back. Photos move in moveToTrash() and
/// undo() alone. GUI thread.
class ReviewController : public QObject {
    Q_OBJECT

public:
    /// What a message offers the user to do.
    enum class Offer { Nothing, Undo, UndoStepBefore };

    /// `session` must outlive the controller.
    explicit ReviewController(LibrarySession& session, QObject* parent = nullptr);

    [[nodiscard]] GroupsModel& groups() { return m_groups; }
    [[nodiscard]] const GroupsModel& groups() const { return m_groups; }
    [[nodiscard]] GroupsLoader& loader() { return m_loader; }
    [[nodiscard]] const TrashPlan& plan() const { return m_plan; }
    /// What is marked comes to.
    [[nodiscard]] const PlanSummary& summary();
    /// What an earlier session marked.
    [[nodiscard]] const ReviewMemory& memory() const { return m_memory; }

    /// What is chosen, as rows of groups(); -1: there is no current group.
    void select(int current, QList<int> rows);
    [[nodiscard]] const DuplicateGroup* currentGroup() const;
    /// Those that are selected, or else the current one.
    [[nodiscard]] std::vector<const DuplicateGroup*> selectedGroups() const;

    [[nodiscard]] int selectedCount() const { return static_cast<int>(m_selected.size()); }

    /// Marks what the suggestion takes from the current group and goes on to the next one. What the
    /// user marked by hand stands, and similar shots have no suggestion.
    void applyToCurrent();
    /// The same for many groups but for some files, in one step. Groups that are no longer listed
    /// are left out.
    void applyTo(const std::vector<GroupId>& ids, const std::set<FileId>& leftOut = {});
    /// Marks the member of the current group, or takes the mark away.
    void toggle(int member);
    /// Makes the member of the current group the one that stays.
    void keep(int member);
    /// Remembers the decision about each selected group, which then leaves the list.
    void decide(DecisionKind kind);
    /// Goes on with what an earlier session marked, or forgets it.
    void resume() { m_memory.resume(); }
    void dismiss();
    /// What is marked, in all groups.
    [[nodiscard]] std::vector<TrashSelection> selections() const;
    void moveToTrash(const std::vector<TrashSelection>& selections, TrashMode mode);

    [[nodiscard]] bool canUndo() const { return m_steps.canUndo() || m_loader.hasMoves(); }
    /// Takes back the last step, or else the last move of an earlier session.
    void undo();

Q_SIGNALS:
    /// canUndo() may tell something else.
    void stepsChanged();
    /// The user took a new step, which undo() takes back.
    void stepTaken();
    void rowRequested(int row);
    void noticed(const QString& text, lookalike::ReviewController::Offer offer);
    void problem(const QString& text);
    /// Not everything was moved, or put back; `sentence` sums it up.
    void refused(const lookalike::TrashReport& report, const QString& sentence, bool wasUndo);

private:
    [[nodiscard]] const DuplicateMember* currentMember(int member) const;
    bool goToNext();
    void decided(DecisionKind kind, const std::vector<DuplicateGroup>& groups,
                 const TrashPlan::Snapshot& before,
                 const Result<std::vector<std::int64_t>>& decisions);
    void revoke(const std::vector<std::int64_t>& decisions);
    void moved(const TrashReport& report);
    void putBack(const TrashReport& report);

    LibrarySession& m_session;
    TrashPlan m_plan;
    GroupsModel m_groups;
    PlanSummary m_summary;
    bool m_summaryIsOld = true;
    GroupsLoader m_loader;
    ReviewMemory m_memory;
    ReviewSteps m_steps;              ///< since the scope was chosen
    TrashPlan::Snapshot m_beforeMove; ///< to the trash, of the groups with marks
    std::set<GroupId> m_deciding;     ///< decided about, but still in the list
    int m_current = -1;
    QList<int> m_selected;
};

} // namespace lookalike
