// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <QWidget>

class QLabel;

namespace lookalike {

/// Why the first photo of a group is the one to keep, and what would be lost with the others.
class ReasonsBar : public QWidget {
    Q_OBJECT

public:
    explicit ReasonsBar(QWidget* parent = nullptr);

    /// Null: nothing is shown.
    void setGroup(const DuplicateGroup* group);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateIcons();

    QLabel* m_tick;
    QLabel* m_reasons;
    QLabel* m_lossIcon;
    QLabel* m_losses;
};

} // namespace lookalike
