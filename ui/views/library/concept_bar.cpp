// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library/concept_bar.h"

#include "ui/text/amounts.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kStrictnessSteps = 100;
constexpr int kStrictnessWidth = 140;
constexpr int kEditedAfterMs = 120; ///< and as often while the slider moves

} // namespace

ConceptBar::ConceptBar(QWidget* parent)
    : QFrame(parent)
    , m_name(new ElidedLabel(this))
    , m_count(secondaryLabel({}, this))
    , m_strictness(new QSlider(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("conceptBar"));
    m_name->setStrong(true);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed); // shrinks first
    m_count->setFont(tabularFigures(font()));
    m_strictness->setRange(0, kStrictnessSteps);
    m_strictness->setFixedWidth(kStrictnessWidth);
    m_strictness->setAccessibleName(tr("How strict the concept is"));
    m_strictness->setToolTip(tr("To the right, only photos that are very much like the examples; "
                                "to the left, also those that are less so"));
    auto* icon = new QLabel(this);
    icon->setPixmap(lineIcon(QStringLiteral("concept"))
                        .pixmap({metrics::kIcon, metrics::kIcon}, devicePixelRatioF()));
    auto* close = new QToolButton(this);
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Show all photos"));
    close->setAccessibleName(tr("Show all photos"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin,
                               metrics::kHalfGap);
    layout->setSpacing(metrics::kGap);
    layout->addWidget(icon);
    layout->addWidget(m_name);
    layout->addWidget(m_count);
    layout->addStretch(1);
    layout->addWidget(secondaryLabel(tr("Strictness"), this));
    layout->addWidget(m_strictness);
    layout->addWidget(close);
    m_editedSoon.setSingleShot(true);
    m_editedSoon.setInterval(kEditedAfterMs);
    connect(m_strictness, &QSlider::valueChanged, this, [this] {
        if (!m_editedSoon.isActive())
            m_editedSoon.start();
    });
    connect(&m_editedSoon, &QTimer::timeout, this, [this] {
        Q_EMIT strictnessEdited(static_cast<double>(m_strictness->value()) / kStrictnessSteps);
    });
    connect(close, &QToolButton::clicked, this, &ConceptBar::closed);
}

void ConceptBar::show(const ConceptSummary& summary, const QString& name)
{
    m_name->setText(name, Qt::ElideMiddle);
    m_count->setText(summary.members ? text::photos(*summary.members) : QString());
    m_strictness->setAccessibleDescription(m_count->text());
    if (m_strictness->isSliderDown() || m_editedSoon.isActive())
        return; // the user is ahead
    const QSignalBlocker blocker(m_strictness);
    m_strictness->setValue(static_cast<int>(std::lround(summary.strictness * kStrictnessSteps)));
}

} // namespace lookalike
