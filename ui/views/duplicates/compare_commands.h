// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <array>

class QAction;
class QMenu;
class QWidget;

namespace lookalike {

class ActionRegistry;
class CompareView;
class ReviewController;

/// The commands of the duplicates page that act on the photos of one group: which of them is
/// chosen, marked or kept, and how they are compared.
class CompareCommands : public QObject {
    Q_OBJECT

public:
    /// All outlive the commands. The shortcuts work anywhere in `page`.
    CompareCommands(CompareView& view, ReviewController& review, ActionRegistry& actions,
                    QWidget& page);

    QAction *previousMember, *nextMember, *toggle, *keepThis;
    std::array<QAction*, 9> toggles; ///< by number
    QAction *sideBySide, *swipe, *blink, *difference, *fullSize, *zoomIn, *zoomOut;

    /// Another group is looked at.
    void update();
    /// Puts a button for each way to look at the photos above them.
    void fillBar();
    void fillMenu(QMenu& members, QMenu& compare) const;
    /// The context menu of the chosen photo.
    void openMenu(const QPoint& globalPosition);

private:
    void buildMemberActions(ActionRegistry& actions);
    void buildViewActions(ActionRegistry& actions);

    CompareView& m_view;
    ReviewController& m_review;
    QWidget& m_page;
};

} // namespace lookalike
