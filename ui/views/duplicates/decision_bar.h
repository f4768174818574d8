// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <cstdint>

class QAction;
class QBoxLayout;
class QLabel;

namespace lookalike {

/// The line below the photos: what to do with this group, how much is marked in all, and the one
/// button by which something moves.
class DecisionBar : public QFrame {
    Q_OBJECT

public:
    struct Actions {
        QAction *apply, *keepAll, *notDuplicates, *undo, *trash;
    };
    DecisionBar(const Actions& actions, QWidget* parent = nullptr);

    void setTotal(std::uint64_t files, std::uint64_t bytes);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QBoxLayout* m_layout;
    QLabel* m_total;
};

} // namespace lookalike
