// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"
#include "ui/bridge/pair_aligner.h"
#include "ui/views/duplicates/shared_view.h"

#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;

namespace lookalike {

class ElidedLabel;
class LibrarySession;
class MemberCard;
class PicturePane;
class TrashPlan;

enum class CompareMode { SideBySide, Swipe, Blink, Difference };

/// The members of one group side by side, or two of them laid over each other; zoomed and moved
/// together. Says why which one is kept. Decides nothing itself.
class CompareView : public QWidget {
    Q_OBJECT

public:
    /// Both must outlive the view.
    CompareView(LibrarySession& session, const TrashPlan& plan, QWidget* parent = nullptr);

    /// Copies the group; none: nothing is shown.
    void setGroup(const DuplicateGroup* group);
    void setMode(CompareMode mode);
    [[nodiscard]] CompareMode mode() const { return m_mode; }
    /// The member that is compared with the suggested keeper.
    void setCurrentMember(int member);
    [[nodiscard]] int currentMember() const { return m_member; }
    [[nodiscard]] SharedView& view() { return m_view; }
    /// One pixel of the largest member to one of the screen, or back to all of the picture.
    void toggleFullSize();
    /// Which members are in the trash's way has changed.
    void updateFates();
    /// For the buttons of the page.
    [[nodiscard]] QHBoxLayout& bar() { return *m_bar; }

Q_SIGNALS:
    void toggleRequested(int member);
    void keepRequested(int member);
    void revealRequested(const std::filesystem::path& path);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QWidget* buildPair();
    [[nodiscard]] QWidget* buildReasons();
    void showCards();
    void showPair();
    void showAligned(const AlignedImages& images);
    void updateReasons();
    void loadPictures();
    [[nodiscard]] double fullSizeZoom() const;

    LibrarySession& m_session;
    const TrashPlan& m_plan;
    SharedView m_view;
    QTimer m_loadSoon;
    QTimer m_blink;
    std::optional<DuplicateGroup> m_group;
    std::optional<AlignedImages> m_aligned;
    CompareMode m_mode = CompareMode::SideBySide;
    int m_member = 1;
    int m_loadedSide = 0;
    bool m_secondSeen = false; ///< while it blinks

    QHBoxLayout* m_bar;
    QStackedWidget* m_stack;
    QScrollArea* m_scroll;
    QHBoxLayout* m_cardRow;
    std::vector<MemberCard*> m_cards; ///< the first m_group->members.size() are shown
    PicturePane* m_pair = nullptr;
    ElidedLabel* m_firstName = nullptr;
    ElidedLabel* m_secondName = nullptr;
    QLabel* m_tick = nullptr;
    QLabel* m_reasons = nullptr;
    QLabel* m_lossIcon = nullptr;
    QLabel* m_losses = nullptr;
};

} // namespace lookalike
