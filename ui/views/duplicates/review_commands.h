// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <QObject>
#include <vector>

class QAction;
class QMenu;
class QWidget;

namespace lookalike {

class ActionRegistry;
class CompareCommands;
class LibrarySession;
class ReviewController;
struct TrashReport;

/// The commands of the duplicates page that act on groups: their shortcuts, what they are called
/// now, when they can be used, and the dialogs that come before them.
class ReviewCommands : public QObject {
    Q_OBJECT

public:
    /// All outlive the commands. The shortcuts work anywhere in `page`, on which dialogs open.
    ReviewCommands(LibrarySession& session, ReviewController& review, ActionRegistry& actions,
                   QWidget& page);

    QAction* scan = nullptr;
    QAction* pause = nullptr;
    QAction* apply = nullptr;
    QAction* applyAll = nullptr;
    QAction* keepAll = nullptr;
    QAction* notDuplicates = nullptr;
    QAction* trash = nullptr;
    QAction* undo = nullptr;
    QAction* rules = nullptr;
    QAction* decisions = nullptr;

    /// For the window's menu; `photos` come into menus of their own.
    void fillMenu(QMenu& menu, const CompareCommands& photos) const;
    /// For the context menu of the chosen groups.
    void fillGroupMenu(QMenu& menu) const;
    /// What is chosen or marked, or what runs, has changed.
    void update();
    /// Takes the last step back, or the last move or copy if that came later; also where the action
    /// cannot be used yet.
    void takeBack();

Q_SIGNALS:
    /// Rules, protected folders or decisions were changed in a dialog.
    void edited();

private:
    void connectActions();
    void setTransferLatest(bool latest);
    void applyToSelection();
    void previewSuggestion(const std::vector<const DuplicateGroup*>& groups);
    void previewTrash();
    void listRefused(const TrashReport& report, const QString& sentence, bool wasUndo);
    void editRules();
    void editDecisions();

    LibrarySession& m_session;
    ReviewController& m_review;
    QWidget& m_page;
    bool m_isTransferLatest = false; ///< photos went to a folder after the last step of the review
};

} // namespace lookalike
