// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <QWidget>

class QLabel;

namespace lookalike {

class TrashPlan;

/// Which photo of a group stays by the plan and why, and what is lost with those that go.
class ReasonsBar : public QWidget {
    Q_OBJECT

public:
    /// `plan` must outlive the bar.
    explicit ReasonsBar(const TrashPlan& plan, QWidget* parent = nullptr);

    /// To be called again when the plan has changed. Null: nothing is shown.
    void setGroup(const DuplicateGroup* group);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateIcons();

    const TrashPlan& m_plan;
    QLabel* m_tick;
    QLabel* m_reasons;
    QLabel* m_lossIcon;
    QLabel* m_losses;
};

} // namespace lookalike
