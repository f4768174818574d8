// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QBoxLayout;
class QLabel;
class QToolButton;

namespace lookalike {

class PlanSummary;

/// The line below the photos: what to do with this group, what is marked in all and what is lost
/// with it, and the one button by which something moves.
class DecisionBar : public QFrame {
    Q_OBJECT

public:
    struct Actions {
        QAction *apply, *keepAll, *notDuplicates, *undo, *trash;
    };
    DecisionBar(const Actions& actions, QWidget* parent = nullptr);

    void setTotal(const PlanSummary& summary);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Puts both rows side by side where their texts fit, and else one below the other.
    void arrange();

    QBoxLayout* m_layout;
    QLabel* m_total;
    QToolButton* m_show;
};

} // namespace lookalike
