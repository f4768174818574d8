// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"
#include "ui/views/duplicates/pair_view.h"
#include "ui/widgets/shared_view.h"

#include <QWidget>
#include <optional>

class QHBoxLayout;
class QStackedWidget;
class QToolButton;

namespace lookalike {

class ElidedLabel;
class LibrarySession;
class MemberCards;
class MemberStrip;
class ReasonsBar;
class TrashPlan;

/// The members of one group side by side, or two of them laid over each other; zoomed and moved
/// together. Says why which one is kept. Decides nothing itself.
class CompareView : public QWidget {
    Q_OBJECT

public:
    /// Both must outlive the view.
    CompareView(LibrarySession& session, const TrashPlan& plan, QWidget* parent = nullptr);

    /// Copies the group; null: nothing is shown.
    void setGroup(const DuplicateGroup* group);
    void setMode(CompareMode mode);
    [[nodiscard]] CompareMode mode() const { return m_mode; }
    /// The member that is compared with the suggested keeper.
    void setCurrentMember(int member);
    [[nodiscard]] int currentMember() const { return m_member; }
    [[nodiscard]] SharedView& view() { return m_view; }
    /// One pixel of the largest member to one of the screen, or back to all of the picture.
    void toggleFullSize();
    /// Asks for the file manager at the current member.
    void revealCurrent();
    /// What is marked has changed.
    void updateFates();
    /// Adds segments to the bar that choose the mode; a narrow view shows their icons alone.
    void addModes(const QList<QAction*>& modes);
    /// For the buttons of the page.
    [[nodiscard]] QHBoxLayout& bar() { return *m_bar; }

Q_SIGNALS:
    void toggleRequested(int member);
    void keepRequested(int member);
    void revealRequested(const std::filesystem::path& path);
    /// The current member's, which may have changed by it.
    void menuRequested(const QPoint& globalPosition);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] double fullSizeZoom() const;
    void askForMenuByKeyboard();

    SharedView m_view;
    std::optional<DuplicateGroup> m_group;
    CompareMode m_mode = CompareMode::SideBySide;
    int m_member = 1;
    QHBoxLayout* m_bar;
    QList<QToolButton*> m_modes;
    const TrashPlan& m_plan;
    QStackedWidget* m_stack;
    MemberCards* m_cards;
    QWidget* m_words;      ///< holds the two lines below the photos, which need height
    ElidedLabel* m_common; ///< what all members have in common
    PairView* m_pair;
    MemberStrip* m_strip; ///< while two photos are overlaid
    ReasonsBar* m_reasons;
};

} // namespace lookalike
