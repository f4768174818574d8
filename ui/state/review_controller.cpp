// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/review_controller.h"

#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/review_text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lookalike {

ReviewController::ReviewController(LibrarySession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_groups(m_plan, &session.thumbnails())
    , m_loader(session, m_plan, m_groups)
    , m_memory(session, m_plan, m_groups)
    , m_steps(m_plan, m_groups, m_memory)
{
    connect(&m_steps, &ReviewSteps::changed, this, &ReviewController::stepsChanged);
    connect(&m_steps, &ReviewSteps::taken, this, &ReviewController::stepTaken);
    connect(&m_loader, &GroupsLoader::cleared, this, [this] {
        m_steps.clear(); // marks of groups that are no longer looked at
        m_deciding.clear();
    });
    connect(&m_session, &LibrarySession::reopening, this, [this] { m_deciding.clear(); });
    connect(&m_session.duplicates(), &DuplicateScanner::groupsLoaded, this, [this] {
        std::erase_if(m_deciding, [this](GroupId group) { return m_groups.rowOf(group) < 0; });
    });
    connect(&m_plan, &TrashPlan::changed, this, [this] { m_summaryIsOld = true; });
    connect(&m_groups, &QAbstractItemModel::modelReset, this, [this] {
        m_summary.clear();
        m_summaryIsOld = true;
    });
    connect(&m_loader, &GroupsLoader::changed, &m_steps, &ReviewSteps::restoreReturned);
    connect(&m_memory, &ReviewMemory::placeFound, this, &ReviewController::rowRequested);
    connect(&m_memory, &ReviewMemory::failed, this,
            [this](const Error& error) { Q_EMIT problem(displayError(error)); });
    connect(&m_session.trash(), &TrashRunner::moved, this, &ReviewController::moved);
    connect(&m_session.trash(), &TrashRunner::undone, this, &ReviewController::putBack);
    connect(&m_session.trash(), &TrashRunner::failed, this, [this](const Error& error) {
        Q_EMIT problem(displayError(error));
        m_loader.reload();
    });
}

const PlanSummary& ReviewController::summary()
{
    if (std::exchange(m_summaryIsOld, false))
        m_summary.update(m_plan, m_groups.all());
    return m_summary;
}

void ReviewController::select(int current, QList<int> rows)
{
    m_current = current;
    m_selected = std::move(rows);
    if (const DuplicateGroup* group = currentGroup())
        m_memory.rememberPlace(*group);
}

const DuplicateGroup* ReviewController::currentGroup() const
{
    return m_current < 0 || m_current >= m_groups.rowCount() ? nullptr : &m_groups.group(m_current);
}

std::vector<const DuplicateGroup*> ReviewController::selectedGroups() const
{
    std::vector<const DuplicateGroup*> groups;
    for (const int row : m_selected)
        if (row < m_groups.rowCount())
            groups.push_back(&m_groups.group(row));
    if (groups.empty() && currentGroup() != nullptr)
        groups.push_back(currentGroup());
    return groups;
}

const DuplicateMember* ReviewController::currentMember(int member) const
{
    const DuplicateGroup* group = currentGroup();
    return group == nullptr || member < 0 || member >= static_cast<int>(group->members.size())
               ? nullptr
               : &group->members[static_cast<std::size_t>(member)];
}

bool ReviewController::goToNext()
{
    const bool isLast = m_current + 1 >= m_groups.rowCount();
    if (!isLast)
        Q_EMIT rowRequested(m_current + 1);
    return !isLast;
}

void ReviewController::applyToCurrent()
{
    const DuplicateGroup* group = currentGroup();
    if (group == nullptr)
        return;
    if (group->relation != Relation::SimilarShot && !m_plan.isTouched(*group))
        m_steps.mark({group}, [&] { m_plan.applySuggestion({group}); });
    if (!goToNext() && m_plan.files() > 0)
        Q_EMIT noticed(tr("That was the last group. Ready for the trash: %1.")
                           .arg(text::photos(m_plan.files())),
                       Offer::Nothing);
}

void ReviewController::applyTo(const std::vector<GroupId>& ids, const std::set<FileId>& leftOut)
{
    std::vector<const DuplicateGroup*> groups;
    for (const GroupId id : ids)
        if (const int row = m_groups.rowOf(id);
            row >= 0 && m_groups.group(row).relation != Relation::SimilarShot)
            groups.push_back(&m_groups.group(row));
    if (!groups.empty())
        m_steps.mark(groups, [&] { m_plan.applySuggestion(groups, leftOut); });
}

void ReviewController::toggle(int member)
{
    const DuplicateMember* const toggled = currentMember(member);
    if (toggled == nullptr)
        return;
    const DuplicateGroup& group = *currentGroup();
    const QString name = displayName(toggled->file.path);
    auto before = m_plan.snapshot({&group});
    switch (m_plan.toggle(group, static_cast<std::size_t>(member))) {
    case TrashPlan::Answer::Done:
        m_steps.pushMarks({&group}, std::move(before));
        break;
    case TrashPlan::Answer::LastMember:
        Q_EMIT noticed(
            tr("One photo of each group is always kept. Keep another one first; %1 can then go.")
                .arg(name),
            Offer::Nothing);
        break;
    case TrashPlan::Answer::Protected:
        Q_EMIT noticed(tr("%1 is protected and is always kept.").arg(name), Offer::Nothing);
        break;
    }
}

void ReviewController::keep(int member)
{
    if (currentMember(member) == nullptr)
        return;
    const DuplicateGroup& group = *currentGroup();
    m_steps.mark({&group}, [&] { m_plan.setKeeper(group, static_cast<std::size_t>(member)); });
}

void ReviewController::decide(DecisionKind kind)
{
    if (!m_session.isOpen())
        return;
    std::vector<DuplicateGroup> groups;
    for (const DuplicateGroup* group : selectedGroups())
        if (m_deciding.insert(group->id).second)
            groups.push_back(*group);
    if (groups.empty())
        return;
    TrashPlan::Snapshot before;
    for (const DuplicateGroup& group : groups) {
        std::ranges::copy(m_plan.snapshot({&group}), std::back_inserter(before));
        m_plan.clear(group);
        m_memory.remember({&group});
    }
    using Ids = std::vector<std::int64_t>;
    m_session.run(
        this,
        [groups, kind](PhotoLibrary& library) -> Result<Ids> {
            Ids ids;
            for (const DuplicateGroup& group : groups) {
                const bool pair = kind == DecisionKind::KeepAll && group.members.size() == 2;
                const auto id =
                    library.duplicates().decide(pair ? DecisionKind::KeepBoth : kind, group);
                if (!id)
                    return fail(id);
                ids.push_back(*id);
            }
            return ids;
        },
        [this, groups, kind, before](const Result<Ids>& ids) {
            decided(kind, groups, before, ids);
        });
    if (groups.size() == 1)
        goToNext();
}

void ReviewController::decided(DecisionKind kind, const std::vector<DuplicateGroup>& groups,
                               const TrashPlan::Snapshot& before,
                               const Result<std::vector<std::int64_t>>& decisions)
{
    // Groups that have been decided about leave the list, unless all are to be seen.
    if (!decisions || m_loader.scope().includeDecided)
        for (const DuplicateGroup& group : groups)
            m_deciding.erase(group.id);
    if (decisions) {
        m_steps.push([this, ids = *decisions, before] {
            m_steps.restoreWhenBack(before);
            revoke(ids);
        });
        Q_EMIT noticed(text::decided(kind, static_cast<int>(decisions->size())), Offer::Undo);
    } else {
        Q_EMIT problem(displayError(decisions.error()));
    }
    m_loader.reload();
}

void ReviewController::revoke(const std::vector<std::int64_t>& decisions)
{
    m_session.run(
        this,
        [decisions](PhotoLibrary& library) -> Result<> {
            for (const std::int64_t id : decisions)
                if (auto revoked = library.duplicates().revoke(id); !revoked)
                    return revoked;
            return {};
        },
        [this](const Result<>& done) {
            if (done)
                Q_EMIT noticed(tr("Undone. The group is back in the list."), Offer::Nothing);
            else
                Q_EMIT problem(displayError(done.error()));
            m_loader.reload();
        });
}

void ReviewController::dismiss()
{
    m_steps.push([this, marks = m_memory.dismiss()] { m_memory.putBack(marks); });
}

std::vector<TrashSelection> ReviewController::selections() const
{
    return m_plan.selections(m_groups.all());
}

void ReviewController::moveToTrash(const std::vector<TrashSelection>& selections, TrashMode mode)
{
    std::vector<const DuplicateGroup*> marked;
    for (const DuplicateGroup& group : m_groups.all())
        if (m_plan.markedOf(group) > 0)
            marked.push_back(&group);
    m_beforeMove = m_plan.snapshot(marked);
    m_session.trash().move(selections, mode);
}

void ReviewController::undo()
{
    if (m_session.trash().isBusy())
        return;
    if (m_steps.canUndo())
        m_steps.undo();
    else if (m_loader.hasMoves())
        m_session.trash().undo(std::nullopt);
}

void ReviewController::moved(const TrashReport& report)
{
    const QString text = text::moved(report);
    if (report.moved > 0) {
        m_steps.push([this, batch = report.batch, before = std::exchange(m_beforeMove, {})] {
            m_steps.restoreWhenBack(before);
            m_session.trash().undo(batch);
        });
        Q_EMIT noticed(text, Offer::Undo);
    } else {
        Q_EMIT problem(text);
    }
    if (report.refusedFiles() > 0)
        Q_EMIT refused(report, text, false);
    if (report.moved == 0) // otherwise photosMoved() does
        m_loader.reload();
}

void ReviewController::putBack(const TrashReport& report)
{
    const QString text = text::putBack(report);
    if (report.refusedFiles() > report.gone)
        Q_EMIT problem(text);
    else
        Q_EMIT noticed(text, report.moved == 0 && m_steps.canUndo() ? Offer::UndoStepBefore
                                                                    : Offer::Nothing);
    if (report.refusedFiles() + report.refusedSidecars() > 0)
        Q_EMIT refused(report, text, true);
    if (report.moved == 0) // otherwise photosMoved() does
        m_loader.reload();
}

} // namespace lookalike
