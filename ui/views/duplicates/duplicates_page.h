// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/state/protected_folders.h"
#include "ui/state/review_controller.h"
#include "ui/views/page.h"

class QStackedWidget;
class QToolButton;

namespace lookalike {

class ActionRegistry;
class CompareCommands;
class CompareView;
class DecisionBar;
class GroupsPanel;
class NoticeBar;
class NothingToReview;
class ReviewCommands;
class ReviewSplitter;
class ScanHint;
class ScopeBar;

/// Finding duplicates, deciding about them, and clearing them away. Everything can be done by
/// keyboard; nothing moves before the user has seen what will.
class DuplicatesPage : public Page {
    Q_OBJECT

public:
    /// All must outlive the page.
    DuplicatesPage(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                   QWidget* parent = nullptr);

    void addMenus(QMenu& menu) override;
    void save(QSettings& settings) const override;
    void restore(const QSettings& settings) override;
    /// Shows the page with only those groups that one of the photos is in, until the user wants
    /// all, and looks for duplicates of them that are not known yet.
    void showOnlyWith(const std::vector<SearchHit>& photos);
    /// Keeps photos of this folder out of the trash, or no longer.
    void setProtected(const std::filesystem::path& folder, bool isProtected);
    /// Asks which folders are protected: protectedFoldersChanged() follows.
    void refreshProtected();

Q_SIGNALS:
    void addFolderRequested();
    void protectedFoldersChanged(const std::vector<std::filesystem::path>& folders);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void searchOfSelected();
    void buildLayout(ActionRegistry& actions);
    void connectSession();
    void connectReview();
    void connectViews();
    void refresh();
    void updatePage();
    void updateCommands();
    void updateScanButton();
    void showProtected(const std::filesystem::path& folder, bool isProtected);
    void showError(const Error& error);

    LibrarySession& m_session;
    NoticeBar& m_notice;
    QString m_scanMessage; ///< how the last search for duplicates ended
    ReviewController m_review;
    ProtectedFolders m_protected;
    ReviewCommands* m_commands;
    CompareCommands* m_compareCommands = nullptr;
    bool m_wantsFocus = false; ///< shown, but there was nothing to give the keyboard to yet

    ScopeBar* m_scope = nullptr;
    QToolButton* m_scan = nullptr;
    QStackedWidget* m_stack = nullptr;
    ScanHint* m_hint = nullptr;
    NothingToReview* m_empty = nullptr;
    ReviewSplitter* m_splitter = nullptr;
    GroupsPanel* m_groups = nullptr;
    CompareView* m_compare = nullptr;
    DecisionBar* m_decision = nullptr;
};

} // namespace lookalike
