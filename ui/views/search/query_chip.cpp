// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/query_chip.h"

#include "ui/text/display_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kLargeSide = 64;
constexpr int kSmallSide = 44;
constexpr int kNameWidth = 104;
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
    , m_pictureButton(new QToolButton(this))
    , m_side(kLargeSide)
    , m_name(plainLabel({}, this))
    , m_weight(plainLabel({}, this))
    , m_less(smallButton(QStringLiteral("minus"), this))
    , m_more(smallButton(QStringLiteral("plus"), this))
    , m_remove(smallButton(QStringLiteral("close"), this))
{
    setObjectName(QStringLiteral("queryChip"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_pictureButton->setObjectName(QStringLiteral("chipPicture"));
    m_pictureButton->setFocusPolicy(Qt::StrongFocus);
    m_name->setFixedWidth(kNameWidth);
    m_weight->setFont(tabularFigures(font()));
    m_weight->setAlignment(Qt::AlignCenter);
    m_weight->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("−0.0 ")));

    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::kHalfGap);
    top->addWidget(m_pictureButton);
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

    connect(m_pictureButton, &QToolButton::clicked, this, &QueryChip::regionRequested);
    connect(m_remove, &QToolButton::clicked, this, &QueryChip::removeRequested);
    const auto step = [this](double by) {
        Q_EMIT weightRequested(
            std::clamp(m_picture.term.weight + by, -kLargestWheelWeight, kLargestWheelWeight));
    };
    connect(m_less, &QToolButton::clicked, this, [step] { step(-kWeightStep); });
    connect(m_more, &QToolButton::clicked, this, [step] { step(kWeightStep); });
}

void QueryChip::show(const QueryPicture& picture, bool alone)
{
    m_picture = picture;
    for (QWidget* part : {static_cast<QWidget*>(m_less), static_cast<QWidget*>(m_weight),
                          static_cast<QWidget*>(m_more)})
        part->setVisible(!alone || picture.term.weight < 0);
    m_name->setVisible(alone);
    m_side = alone && picture.term.weight >= 0 ? kLargeSide : kSmallSide;
    m_pictureButton->setIconSize({m_side, m_side});
    m_pictureButton->setFixedSize(m_side + 4, m_side + 4);
    const bool negative = picture.term.weight < 0;
    if (property("negative").toBool() != negative) {
        setProperty("negative", negative);
        style()->unpolish(this);
        style()->polish(this);
    }
    updateTexts();
    updatePicture();
}

void QueryChip::updateTexts()
{
    const double weight = m_picture.term.weight;
    const QString number = QLocale().toString(std::abs(weight), 'f', 1);
    m_weight->setText((weight < 0 ? QStringLiteral("−") : QStringLiteral("+")) + number);
    m_name->setText(fontMetrics().elidedText(m_picture.title, Qt::ElideMiddle, kNameWidth));
    m_name->setToolTip(plainToolTip(m_picture.title));
    m_weight->setToolTip(weight < 0 ? tr("Not like this") : tr("Like this"));

    const QString name = m_picture.title;
    m_pictureButton->setAccessibleName(tr("Choose a part of %1").arg(name));
    const QString hint = m_picture.term.region
                             ? tr("Searching for a part of this picture. Click to change it.")
                             : tr("Click to search for a part of this picture");
    m_pictureButton->setToolTip(plainToolTip(name + QLatin1Char('\n') + hint));
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

void QueryChip::updatePicture()
{
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
        if (const auto& region = m_picture.term.region) {
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
    m_pictureButton->setIcon(QIcon(pixmap));
}

} // namespace lookalike
