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

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QBoxLayout* m_layout;
    QLabel* m_total;
    QToolButton* m_show;
};

} // namespace lookalike
