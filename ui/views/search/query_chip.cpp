// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/query_chip.h"

#include "ui/text/display_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/item_menu.h"
#include "ui/widgets/theme.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kLargeSide = 64;
constexpr int kSmallSide = 44;
constexpr int kNameWidth = 104;
constexpr int kWordsWidth = 160;
constexpr double kWeightStep = 0.5;
constexpr double kLargestWheelWeight = 3;

QToolButton* smallButton(const QString& icon, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(lineIcon(icon));
    button->setIconSize({12, 12});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

QueryChip::QueryChip(QWidget* parent)
    : QFrame(parent)
    , m_face(new QToolButton(this))
    , m_side(kLargeSide)
    , m_name(plainLabel({}, this))
    , m_weight(plainLabel({}, this))
    , m_less(smallButton(QStringLiteral("minus"), this))
    , m_more(smallButton(QStringLiteral("plus"), this))
    , m_remove(smallButton(QStringLiteral("close"), this))
{
    setObjectName(QStringLiteral("queryChip"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_face->setObjectName(QStringLiteral("chipPicture"));
    m_face->setFocusPolicy(Qt::StrongFocus);
    m_name->setFixedWidth(kNameWidth);
    m_weight->setFont(tabularFigures(font()));
    m_weight->setAlignment(Qt::AlignCenter);
    m_weight->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("−0.0 ")));

    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::kHalfGap);
    top->addWidget(m_face);
    top->addWidget(m_name, 1, Qt::AlignTop);
    top->addWidget(m_remove, 0, Qt::AlignTop);
    auto* weight = new QHBoxLayout;
    weight->setSpacing(0);
    weight->addWidget(m_less);
    weight->addWidget(m_weight, 1);
    weight->addWidget(m_more);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(weight);

    connect(m_face, &QToolButton::clicked, this, [this] {
        if (!m_shown.isPicture())
            showMenu(m_face->mapToGlobal(QPoint(0, m_face->height())));
        else
            Q_EMIT regionRequested();
    });
    connect(m_remove, &QToolButton::clicked, this, &QueryChip::removeRequested);
    const auto step = [this](double by) {
        Q_EMIT weightRequested(
            std::clamp(m_shown.term.weight + by, -kLargestWheelWeight, kLargestWheelWeight));
    };
    connect(m_less, &QToolButton::clicked, this, [step] { step(-kWeightStep); });
    connect(m_more, &QToolButton::clicked, this, [step] { step(kWeightStep); });
}

void QueryChip::show(const NamedTerm& term, bool alone)
{
    m_shown = term;
    const double weight = term.term.weight;
    for (QWidget* part : {static_cast<QWidget*>(m_less), static_cast<QWidget*>(m_weight),
                          static_cast<QWidget*>(m_more)})
        part->setVisible(!alone || weight < 0);
    m_name->setVisible(alone && term.isPicture());
    m_side = alone && weight >= 0 ? kLargeSide : kSmallSide;
    const bool negative = weight < 0;
    if (property("negative").toBool() != negative) {
        setProperty("negative", negative);
        style()->unpolish(this);
        style()->polish(this);
    }
    updateTexts();
    if (!term.isPicture())
        updateWords();
    else
        updatePicture();
}

void QueryChip::updateTexts()
{
    const double weight = m_shown.term.weight;
    const QString number = QLocale().toString(std::abs(weight), 'f', 1);
    m_weight->setText((weight < 0 ? QStringLiteral("−") : QStringLiteral("+")) + number);
    m_name->setText(fontMetrics().elidedText(m_shown.title, Qt::ElideMiddle, kNameWidth));
    m_name->setToolTip(plainToolTip(m_shown.title));
    m_weight->setToolTip(weight < 0 ? tr("Not like this") : tr("Like this"));

    const QString name = m_shown.title;
    m_face->setAccessibleName(
        m_shown.isConcept()
            ? (weight < 0 ? tr("Concept that is not wanted: %1") : tr("Concept: %1")).arg(name)
        : m_shown.isWords()
            ? (weight < 0 ? tr("Words that are not wanted: %1") : tr("Words: %1")).arg(name)
            : tr("Choose a part of %1").arg(name));
    QString hint = tr("Click to search for a part of this picture");
    if (m_shown.isConcept())
        hint = tr("Click to exclude or include this concept");
    else if (m_shown.isWords())
        hint = tr("Click to exclude or include these words");
    else if (m_shown.term.region)
        hint = tr("Searching for a part of this picture. Click to change it.");
    m_face->setToolTip(plainToolTip(name + QLatin1Char('\n') + hint));
    m_remove->setAccessibleName(tr("Remove %1 from the query").arg(name));
    m_remove->setToolTip(tr("Remove from the query"));
    m_less->setAccessibleName(tr("Less like %1").arg(name));
    m_less->setToolTip(tr("Less like this; below zero: not like this"));
    m_more->setAccessibleName(tr("More like %1").arg(name));
    m_more->setToolTip(tr("More like this"));
}

void QueryChip::setImage(const QImage& image)
{
    m_image = image;
    updatePicture();
}

void QueryChip::showMenu(const QPoint& at)
{
    openMenu(*this, at, [this](QMenu& menu) {
        const double weight = m_shown.term.weight;
        menu.addAction(weight < 0 ? tr("&Include this") : tr("&Exclude this"), this,
                       [this, weight] { Q_EMIT weightRequested(weight == 0 ? -1 : -weight); });
        menu.addAction(tr("&Remove from the query"), this, &QueryChip::removeRequested);
    });
}

void QueryChip::contextMenuEvent(QContextMenuEvent* event)
{
    showMenu(event->globalPos());
}

void QueryChip::updateWords()
{
    const bool isConcept = m_shown.isConcept();
    m_face->setIcon(isConcept ? lineIcon(QStringLiteral("concept")) : QIcon());
    m_face->setIconSize({metrics::kIcon, metrics::kIcon});
    m_face->setToolButtonStyle(isConcept ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonTextOnly);
    m_face->setText(
        plainButtonText(fontMetrics().elidedText(m_shown.title, Qt::ElideRight, kWordsWidth)));
    const int icon = isConcept ? metrics::kIcon + metrics::kGap : 0;
    const int width = fontMetrics().horizontalAdvance(m_face->text()) + 2 * metrics::kGap + icon;
    m_face->setFixedSize(std::max(width, kSmallSide + 4), kSmallSide + 4);
}

void QueryChip::updatePicture()
{
    m_face->setText({});
    m_face->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_face->setIconSize({m_side, m_side});
    m_face->setFixedSize(m_side + 4, m_side + 4);
    const qreal ratio = devicePixelRatioF();
    const int side = static_cast<int>(std::lround(m_side * ratio));
    QPixmap pixmap(side, side);
    pixmap.fill(Theme::colors().mat);
    if (m_image.isNull()) {
        QPainter painter(&pixmap);
        const int icon = side / 3;
        lineIcon(QStringLiteral("picture"), IconTint::Secondary)
            .paint(&painter, QRect((side - icon) / 2, (side - icon) / 2, icon, icon));
    } else {
        const QImage scaled =
            m_image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        const QRectF area((side - scaled.width()) / 2.0, (side - scaled.height()) / 2.0,
                          scaled.width(), scaled.height());
        QPainter painter(&pixmap);
        painter.drawImage(area.topLeft(), scaled);
        if (const auto& region = m_shown.term.region) {
            const QRectF box(area.x() + region->x * area.width(),
                             area.y() + region->y * area.height(), region->width * area.width(),
                             region->height * area.height());
            painter.setPen(QPen(Qt::black, 3 * ratio));
            painter.drawRect(box);
            painter.setPen(QPen(Qt::white, 1.5 * ratio));
            painter.drawRect(box);
        }
    }
    pixmap.setDevicePixelRatio(ratio);
    m_face->setIcon(QIcon(pixmap));
}

} // namespace lookalike
