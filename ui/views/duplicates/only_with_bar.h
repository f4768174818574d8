// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace lookalike {

class GroupsModel;

/// Says that only groups with some photos are shown, and shows all again. Hidden where all are
/// shown. GUI thread.
class OnlyWithBar : public QFrame {
    Q_OBJECT

public:
    /// `groups` must outlive it.
    OnlyWithBar(GroupsModel& groups, QWidget* parent);

private:
    void update();

    GroupsModel& m_groups;
    QLabel* m_text;
};

} // namespace lookalike
