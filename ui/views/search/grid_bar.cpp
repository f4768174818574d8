// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/grid_bar.h"

#include "ui/views/photo_grid.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/order_button.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QSettings>
#include <QSlider>
#include <QToolButton>

namespace lookalike {

namespace {

constexpr int kButtonZoomStep = 32;
constexpr int kSliderWidth = 120;
constexpr int kRoomForOrder = 640; ///< the bar's width from which the order is named
const QString kCellKey = QStringLiteral("%1/cell");
const QString kCropKey = QStringLiteral("grid/crop");

/// The command of the bar that was there first, or a new one.
QAction* sharedAction(ActionRegistry& actions, const QString& id, const QString& text,
                      const QString& icon, const QKeySequence& keys)
{
    auto* known = actions.findChild<QAction*>(id);
    return known != nullptr ? known : actions.add(id, GridBar::tr("View"), text, icon, keys);
}

} // namespace

GridBar::GridBar(PhotoGrid& grid, ActionRegistry& actions, const QString& name, QWidget* parent)
    : QFrame(parent)
    , m_grid(grid)
    , m_name(name)
    , m_layout(new QHBoxLayout(this))
    , m_summary(new ElidedLabel(this)) // a long one must not widen the page
{
    setObjectName(QStringLiteral("gridBar"));
    m_crop = sharedAction(actions, QStringLiteral("crop"), tr("&Crop thumbnails to squares"),
                          QStringLiteral("crop"), tr("Ctrl+K"));
    m_zoomIn = sharedAction(actions, QStringLiteral("zoomIn"), tr("&Larger thumbnails"),
                            QStringLiteral("large-grid"), QKeySequence(QKeySequence::ZoomIn));
    m_zoomOut = sharedAction(actions, QStringLiteral("zoomOut"), tr("&Smaller thumbnails"),
                             QStringLiteral("small-grid"), QKeySequence(QKeySequence::ZoomOut));
    m_crop->setCheckable(true);

    m_summary->setSecondary(true);
    auto* zoom = new QSlider(Qt::Horizontal, this);
    zoom->setRange(m_grid.cells().smallest, m_grid.cells().largest);
    zoom->setValue(m_grid.cellSize());
    zoom->setFixedWidth(kSliderWidth);
    zoom->setAccessibleName(tr("Thumbnail size"));
    zoom->setToolTip(tr("Thumbnail size (Ctrl + mouse wheel)"));
    m_layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin,
                                 metrics::kHalfGap);
    m_layout->setSpacing(metrics::kHalfGap);
    m_layout->addWidget(m_summary, 1);
    m_layout->addWidget(toolButton(m_crop, this));
    m_layout->addSpacing(metrics::kGap);
    m_layout->addWidget(toolButton(m_zoomOut, this));
    m_layout->addWidget(zoom);
    m_layout->addWidget(toolButton(m_zoomIn, this));

    connect(m_crop, &QAction::toggled, &m_grid, &PhotoGrid::setCropped);
    for (const auto& [action, step] :
         {std::pair(m_zoomIn, kButtonZoomStep), std::pair(m_zoomOut, -kButtonZoomStep)})
        connect(action, &QAction::triggered, this, [this, by = step] {
            if (m_grid.isVisible()) // other pages zoom by the same commands
                m_grid.setCellSize(m_grid.cellSize() + by);
        });
    connect(zoom, &QSlider::valueChanged, &m_grid, &PhotoGrid::setCellSize);
    connect(&m_grid, &PhotoGrid::cellSizeChanged, zoom, &QSlider::setValue);
}

void GridBar::addCommand(QAction& command)
{
    addControl(*toolButton(&command, this));
}

void GridBar::addControl(QWidget& control)
{
    m_layout->insertWidget(m_layout->indexOf(m_summary) + 1, &control);
}

void GridBar::addOrder(OrderButton& button)
{
    m_order = &button;
    addControl(button);
}

void GridBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    if (m_order != nullptr)
        m_order->showText(width() >= kRoomForOrder);
}

void GridBar::setSummary(const QString& text)
{
    m_summary->setText(text);
}

void GridBar::save(QSettings& settings) const
{
    settings.setValue(kCellKey.arg(m_name), m_grid.cellSize());
    settings.setValue(kCropKey, m_crop->isChecked());
}

void GridBar::restore(const QSettings& settings)
{
    m_grid.setCellSize(settings.value(kCellKey.arg(m_name), m_grid.cells().standard).toInt());
    m_crop->setChecked(settings.value(kCropKey, false).toBool());
}

} // namespace lookalike
