// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_concepts.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QSlider;

namespace lookalike {

class ElidedLabel;

/// The concept whose photos are shown: its name, how many photos it has, and a slider for how
/// strict it is. GUI thread.
class ConceptBar : public QFrame {
    Q_OBJECT

public:
    explicit ConceptBar(QWidget* parent = nullptr);

    void show(const ConceptSummary& summary, const QString& name);

Q_SIGNALS:
    /// 0 to 1; not more often than the user can see.
    void strictnessEdited(double strictness);
    /// The user wants to see all photos again.
    void closed();

private:
    ElidedLabel* m_name;
    QLabel* m_count;
    QSlider* m_strictness;
    QTimer m_editedSoon;
};

} // namespace lookalike
