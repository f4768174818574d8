// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_review.h"
#include "ui/bridge/duplicate_scanner.h"
#include "ui/models/groups_model.h"
#include "ui/state/trash_plan.h"
#include "ui/views/duplicates/review_steps.h"
#include "ui/views/page.h"

#include <array>
#include <optional>
#include <set>

class QMenu;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace lookalike {

class ActionRegistry;
class CompareView;
class DecisionBar;
class EmptyState;
class GroupsPanel;
class LibrarySession;
class NoticeBar;
class ProgressStrip;
class ScopeBar;

/// Finding duplicates, deciding about them, and clearing them away. Everything can be done by
/// keyboard; nothing moves before the user has seen what will. The parts stand in
/// duplicates_page_actions.cpp, _deciding.cpp and _wiring.cpp.
class DuplicatesPage : public Page {
    Q_OBJECT

public:
    /// All must outlive the page.
    DuplicatesPage(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                   QWidget* parent = nullptr);

    void addMenus(QMenu& menu) override;
    void save(QSettings& settings) const override;
    void restore(const QSettings& settings) override;
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
    struct Actions {
        QAction *scan, *pause, *rules, *decisions;
        QAction *apply, *applyAll, *keepAll, *notDuplicates, *trash, *undo;
        QAction *toggle, *keepThis, *nextMember, *previousMember;
        QAction *sideBySide, *swipe, *blink, *difference, *fullSize, *zoomIn, *zoomOut;
        std::array<QAction*, 9> toggles;
    };

    // duplicates_page.cpp
    void buildLayout();
    void showGroups(const DuplicateGroups& groups);
    void showGroup(int row);
    void updatePage();
    void updateActions();
    [[nodiscard]] bool wasScanned() const;
    [[nodiscard]] QString scannedKey() const;

    // duplicates_page_actions.cpp
    void buildActions(ActionRegistry& actions);
    void buildMemberActions(ActionRegistry& actions);
    void buildViewActions(ActionRegistry& actions);

    // duplicates_page_deciding.cpp
    [[nodiscard]] const DuplicateGroup* currentGroup() const;
    [[nodiscard]] std::vector<const DuplicateGroup*> selectedGroups() const;
    void goOn();
    void apply();
    void applyTo(const std::vector<const DuplicateGroup*>& groups);
    void toggleMember(int member);
    void keepMember(int member);
    void decide(DecisionKind kind);
    void previewTrash();
    void undo();
    void showMoved(const TrashReport& report);
    void showUndone(const TrashReport& report);
    void editRules();
    void editDecisions();

    // duplicates_page_wiring.cpp
    void wireSession();
    void wireViews();
    void refreshState();
    void forgetGroups();
    void scopeChanged(const DuplicateScope& scope);

    LibrarySession& m_session;
    NoticeBar& m_notice;
    TrashPlan m_plan;
    GroupsModel m_model;
    ReviewSteps m_steps;
    Actions m_do{};
    std::set<GroupId> m_deciding; ///< decided about, but still in the list
    std::optional<Error> m_error;
    std::uint64_t m_batches = 0; ///< in the trash's history that can be undone
    std::size_t m_decisions = 0;
    bool m_wantsFocus = false; ///< shown, but there was nothing to give the keyboard to yet
    bool m_loaded = false;     ///< the model shows what is known of the scope

    ScopeBar* m_scope = nullptr;
    QToolButton* m_scan = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QSplitter* m_splitter = nullptr;
    GroupsPanel* m_groups = nullptr;
    CompareView* m_compare = nullptr;
    DecisionBar* m_decision = nullptr;
    ProgressStrip* m_scanStrip = nullptr;
    ProgressStrip* m_trashStrip = nullptr;
};

} // namespace lookalike
