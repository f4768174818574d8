// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/groups_loader.h"

#include "ui/bridge/library_session.h"
#include "ui/models/groups_model.h"
#include "ui/state/trash_plan.h"

#include <algorithm>

namespace lookalike {

namespace {

constexpr std::size_t kMostBatches = 1000;

} // namespace

GroupsLoader::GroupsLoader(LibrarySession& session, TrashPlan& plan, GroupsModel& model,
                           QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_plan(plan)
    , m_model(model)
    , m_sorter(session)
{
    connect(&m_model, &GroupsModel::likenessWanted, this,
            [this](const std::vector<ContentId>& photos) {
                m_sorter.sort(photos, 1, [this](std::vector<ContentId> sorted) {
                    m_model.setLikeness(std::move(sorted));
                });
            });
    DuplicateScanner& scanner = m_session.duplicates();
    connect(&m_session, &LibrarySession::catalogReplaced, this, [this] {
        m_model.setOnlyWith({});
        m_searchedPart.reset();
        clear();
    });
    connect(&m_session, &LibrarySession::opened, this, [this] { m_loaded = false; });
    connect(&m_session.indexing(), &Indexing::finished, this,
            [this](const IndexingSummary& summary) {
                // Copies may have been added or removed.
                const bool changed = summary.embedded + summary.reused + summary.missing > 0;
                if (m_loaded && (changed || m_session.indexing().wasAnnounced())) {
                    m_session.duplicates().reload();
                    reloadHistory();
                }
            });
    connect(&m_session, &LibrarySession::photosMoved, this, [this] {
        if (m_loaded || m_error || m_session.duplicates().isLoading()) // the user has asked
            reload();
    });
    connect(&scanner, &DuplicateScanner::groupsLoaded, this, &GroupsLoader::show);
    connect(&scanner, &DuplicateScanner::groupsFailed, this, [this](const Error& error) {
        if (m_model.rowCount() > 0) {
            Q_EMIT failed(error);
            return;
        }
        m_error = error;
        Q_EMIT changed();
    });
    connect(&scanner, &DuplicateScanner::finished, this,
            [this](const DuplicateScanSummary& summary) {
                const DuplicateScope& scope = m_session.duplicates().lastScope();
                if (!summary.cancelled && !scope.isWholeLibrary())
                    m_searchedPart = scope;
                reloadHistory();
            });
}

void GroupsLoader::setScope(const DuplicateScope& scope)
{
    m_scope = scope;
    clear();
    m_session.duplicates().setScope(scope);
    reloadHistory();
    Q_EMIT changed();
}

void GroupsLoader::clear()
{
    m_loaded = false;
    m_error.reset();
    m_history.reset();
    m_sorter.cancel();
    m_plan.retain({});
    m_model.setRelations({});
    m_model.setGroups(std::make_shared<const std::vector<DuplicateGroup>>());
    Q_EMIT cleared();
}

void GroupsLoader::show(const DuplicateGroups& groups)
{
    m_error.reset();
    m_loaded = true;
    m_plan.setSpared(m_scope.referenceFolders);
    m_plan.retain(*groups);
    m_model.setGroups(groups);
    Q_EMIT changed();
}

void GroupsLoader::reload()
{
    m_session.duplicates().reload();
    reloadHistory();
    m_session.run(
        this, [](PhotoLibrary& library) { return library.duplicates().trashHistory(kMostBatches); },
        [this](const Result<std::vector<TrashBatch>>& batches) {
            m_hasMoves = batches && !std::ranges::all_of(*batches, &TrashBatch::undone);
            Q_EMIT changed();
        });
    m_session.run(
        this, [](PhotoLibrary& library) { return library.duplicates().decisions(); },
        [this](const Result<std::vector<Decision>>& decisions) {
            m_hasDecisions =
                decisions && std::ranges::any_of(*decisions, [](const Decision& decision) {
                    return decision.kind != DecisionKind::Protect;
                });
            Q_EMIT changed();
        });
}

void GroupsLoader::reloadHistory()
{
    const bool similar = m_scope.similarShots;
    m_session.run(
        this,
        [similar](PhotoLibrary& library) { return library.duplicates().searchHistory(similar); },
        [this, similar](const Result<SearchHistory>& history) {
            if (similar != m_scope.similarShots)
                return; // the scope has changed since
            m_history = history.value_or(SearchHistory());
            Q_EMIT changed();
        });
}

bool GroupsLoader::wasSearched() const
{
    return m_searchedPart == m_scope || (m_history && m_history->wasSearched);
}

bool GroupsLoader::wasSearchedFor(const std::set<ContentId>& photos) const
{
    return (wasSearched() && unsearched() == 0) ||
           (m_searchedPart && std::ranges::equal(m_searchedPart->photos, photos));
}

std::uint64_t GroupsLoader::unsearched() const
{
    return m_searchedPart == m_scope || !m_history ? 0 : m_history->unsearched;
}

} // namespace lookalike
