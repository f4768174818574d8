// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map/map_peek.h"

#include "core/library/search_request.h"
#include "ui/text/display_text.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>

namespace lookalike {

namespace {

constexpr int kPicture = 256;

} // namespace

MapPeek::MapPeek(QWidget* parent)
    : QFrame(parent, Qt::ToolTip)
    , m_picture(new QLabel(this))
    , m_name(secondaryLabel({}, this))
{
    setObjectName(QStringLiteral("mapPeek"));
    setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kHalfGap, metrics::kHalfGap, metrics::kHalfGap,
                               metrics::kHalfGap);
    layout->addWidget(m_picture);
    layout->addWidget(m_name);
    hide();
}

void MapPeek::show(const SearchHit& photo, const QImage& thumbnail, const QRect& cell)
{
    if (thumbnail.isNull())
        return;
    QPixmap pixmap =
        QPixmap::fromImage(thumbnail.scaled(QSize(kPicture, kPicture) * devicePixelRatioF(),
                                            Qt::KeepAspectRatio, Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    m_picture->setPixmap(pixmap);
    m_name->setText(fontMetrics().elidedText(displayName(photo.path), Qt::ElideMiddle, kPicture));
    adjustSize();
    const QRect room = screen()->availableGeometry();
    QPoint at(cell.right() + metrics::kGap, cell.top());
    if (at.x() + width() > room.right())
        at.setX(cell.left() - metrics::kGap - width());
    at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(at);
    QFrame::show();
    raise();
}

} // namespace lookalike
