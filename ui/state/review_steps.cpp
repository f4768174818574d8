// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/review_steps.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace lookalike {

namespace {

constexpr int kMostSteps = 1000;

class ReviewStep : public QUndoCommand {
public:
    explicit ReviewStep(std::function<void()> takeBack)
        : m_takeBack(std::move(takeBack))
    {}
    void undo() override
    {
        setObsolete(true);
        m_takeBack();
    }

private:
    const std::function<void()> m_takeBack;
};

} // namespace

ReviewSteps::ReviewSteps(TrashPlan& plan, const GroupsModel& groups, ReviewMemory& memory)
    : m_plan(plan)
    , m_groups(groups)
    , m_memory(memory)
    , m_stack(new QUndoStack(this))
{
    m_stack->setUndoLimit(kMostSteps);
    connect(m_stack, &QUndoStack::indexChanged, this, &ReviewSteps::changed);
}

void ReviewSteps::push(std::function<void()> takeBack)
{
    m_stack->push(new ReviewStep(std::move(takeBack)));
    Q_EMIT taken();
}

void ReviewSteps::pushMarks(const std::vector<const DuplicateGroup*>& groups,
                            TrashPlan::Snapshot before)
{
    push([this, before = std::move(before)] { restore(before); });
    m_memory.remember(groups);
}

void ReviewSteps::mark(const std::vector<const DuplicateGroup*>& groups,
                       const std::function<void()>& change)
{
    TrashPlan::Snapshot before = m_plan.snapshot(groups);
    change();
    pushMarks(groups, std::move(before));
}

void ReviewSteps::clear()
{
    m_stack->clear();
    m_returning.clear();
}

void ReviewSteps::restoreWhenBack(const TrashPlan::Snapshot& before)
{
    std::ranges::copy(before, std::back_inserter(m_returning));
}

void ReviewSteps::restore(const TrashPlan::Snapshot& before)
{
    m_plan.restore(before);
    m_plan.retain(m_groups.all()); // groups may have changed since
    std::map<FileId, TrashPlan::File> states;
    for (const TrashPlan::File& state : before)
        states.emplace(state.file, state);
    for (TrashPlan::File& returning : m_returning) // an earlier step is undone before it is back
        if (const auto state = states.find(returning.file); state != states.end())
            returning = state->second;
    std::vector<const DuplicateGroup*> groups;
    for (const DuplicateGroup& group : m_groups.all())
        if (std::ranges::any_of(group.members, [&](const DuplicateMember& member) {
                return states.contains(member.file.id);
            }))
            groups.push_back(&group);
    m_memory.remember(groups);
}

void ReviewSteps::restoreReturned()
{
    if (m_returning.empty())
        return;
    std::set<FileId> listed;
    for (const DuplicateGroup& group : m_groups.all())
        for (const DuplicateMember& member : group.members)
            listed.insert(member.file.id);
    const auto back = std::ranges::stable_partition(
        m_returning, [&](const TrashPlan::File& state) { return !listed.contains(state.file); });
    const TrashPlan::Snapshot returned(back.begin(), back.end());
    m_returning.erase(back.begin(), back.end());
    if (!returned.empty())
        restore(returned);
}

} // namespace lookalike
