// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/duplicate_scanner.h"
#include "ui/state/likeness_sorter.h"

#include <QObject>
#include <optional>
#include <set>

namespace lookalike {

class GroupsModel;
class LibrarySession;
class TrashPlan;

/// Keeps a model in step with what the library knows of the groups in a scope, and knows whether
/// there is something to revoke or to undo. Marks of photos that are in no group any more are taken
/// from the plan. GUI thread.
class GroupsLoader : public QObject {
    Q_OBJECT

public:
    /// All must outlive the loader.
    GroupsLoader(LibrarySession& session, TrashPlan& plan, GroupsModel& model,
                 QObject* parent = nullptr);

    [[nodiscard]] const DuplicateScope& scope() const { return m_scope; }
    /// Empties the model until the groups of the scope have been read.
    void setScope(const DuplicateScope& scope);
    /// Reads groups, decisions and the trash's history again.
    void reload();
    /// The model shows the scope.
    [[nodiscard]] bool isLoaded() const { return m_loaded && m_history; }
    /// Why there is nothing to show.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] bool hasDecisions() const { return m_hasDecisions; } ///< about groups
    [[nodiscard]] bool hasMoves() const { return m_hasMoves; }         ///< that can be undone
    /// A search of this kind has ended, maybe in an earlier session or on the command line.
    [[nodiscard]] bool wasSearched() const;
    /// Returns how many photos that search has not seen.
    [[nodiscard]] std::uint64_t unsearched() const;
    /// That search, or one in this session for these photos alone, has seen these photos.
    [[nodiscard]] bool wasSearchedFor(const std::set<ContentId>& photos) const;

Q_SIGNALS:
    void changed();
    /// The model was emptied: another scope, or another catalog.
    void cleared();
    /// The groups could not be read, and the model shows what was known before.
    void failed(const lookalike::Error& error);

private:
    void show(const DuplicateGroups& groups);
    void clear();
    void reloadHistory();

    LibrarySession& m_session;
    TrashPlan& m_plan;
    GroupsModel& m_model;
    DuplicateScope m_scope;
    std::optional<DuplicateScope> m_searchedPart; ///< some folders, searched in this session
    std::optional<SearchHistory> m_history;       ///< of the scope's kind
    std::optional<Error> m_error;
    bool m_loaded = false;
    bool m_hasDecisions = false;
    bool m_hasMoves = false;
    LikenessSorter m_sorter;
};

} // namespace lookalike
