// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/bridge/concept_runner.h"

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace lookalike {

class ActionRegistry;
class LibrarySession;
class NoticeBar;
class QueryHistory;

/// What can be done with the user's concepts: keeping a query as one, searching with one, renaming,
/// merging and removing, each of which can be undone, and writing them to a file. GUI thread.
class ConceptCommands : public QObject {
    Q_OBJECT

public:
    /// All must outlive it; it belongs to `window`, which dialogs belong to, too.
    ConceptCommands(LibrarySession& session, QueryHistory& history, ActionRegistry& actions,
                    NoticeBar& notice, QWidget& window);

    /// Keeps the query and its marks under a name.
    [[nodiscard]] QAction& keep() const { return *m_keep; }
    /// All that are not about one concept.
    [[nodiscard]] QList<QAction*> all() const { return {m_keep, m_import, m_export}; }
    /// Adds what can be done with a concept.
    void fillMenu(QMenu& menu, ConceptId id);
    void remove(ConceptId id);

Q_SIGNALS:
    /// The user wants to see the concept's photos.
    void showRequested(lookalike::ConceptId id);
    /// Searches are to find photos of this concept alone.
    void filterRequested(lookalike::ConceptId id);

private:
    void askForName();
    void askForNewName(ConceptId id);
    void addToQuery(ConceptId id, double weight);
    void fillMergeMenu(QMenu& menu, ConceptId id);
    void exportTo(const std::vector<ConceptId>& ids);
    void importFrom();
    void tellChange(ConceptRunner::Change change, const QString& name, const ConceptUndo& undo);
    void tellImport(const ConceptImport& import);
    [[nodiscard]] bool isTaken(const QString& name, ConceptId by) const;
    void update();

    LibrarySession& m_session;
    ConceptRunner& m_concepts;
    QueryHistory& m_history;
    NoticeBar& m_notice;
    QWidget& m_window;
    QAction *m_keep, *m_import, *m_export;
};

} // namespace lookalike
