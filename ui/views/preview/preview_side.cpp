// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preview/preview_side.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/picture_pane.h"
#include "ui/widgets/shared_view.h"
#include "ui/widgets/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lookalike {

namespace {

constexpr int kLoadSharperAfterMs = 120;  ///< so that turning the wheel decodes once
constexpr int kLargestUnknownSide = 8000; ///< a square has PreviewSide::kLargestPixels then

int longSide(const QSize& size)
{
    return std::max(size.width(), size.height());
}

bool haveOneShape(const QSize& a, const QSize& b)
{
    constexpr double kRounding = 0.03; // of a small picture
    const double across = double(a.width()) * b.height();
    const double upright = double(a.height()) * b.width();
    return std::abs(across - upright) <= kRounding * std::max(across, upright);
}

} // namespace

PreviewSide::PreviewSide(Background& background, SharedView& view, QWidget* parent)
    : QWidget(parent)
    , m_view(view)
    , m_loader(background)
    , m_pane(new PicturePane(view, this))
    , m_strip(new QFrame(this))
    , m_caption(new ElidedLabel(m_strip))
{
    m_pane->setOnScrim();
    m_strip->setObjectName(QStringLiteral("previewCaption"));
    m_caption->setOnScrim();
    auto* strip = new QHBoxLayout(m_strip);
    strip->addWidget(m_caption);
    setRoomBesideCaption(0);
    m_loadSoon.setSingleShot(true);
    m_loadSoon.setInterval(kLoadSharperAfterMs);
    connect(&m_loadSoon, &QTimer::timeout, this, &PreviewSide::load);
    connect(&m_view, &SharedView::changed, &m_loadSoon, qOverload<>(&QTimer::start));
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](const PictureSource& source, const QImage& image) {
                if (source == m_photo.source)
                    show(image);
            });
    connect(&m_loader, &PictureLoader::failed, this,
            [this](const PictureSource& source, const QString& reason, ErrorCode code) {
                if (source != m_photo.source)
                    return;
                fail(code == ErrorCode::NotFound
                         ? reason
                         : tr("%1 cannot be shown. %2", "name of a file, reason")
                               .arg(m_photo.name, reason));
            });
}

void PreviewSide::setPhoto(const PreviewPhoto& photo)
{
    stop();
    m_photo = photo;
    m_size = photo.size;
    m_problem.clear();
    m_pane->setPicture(photo.thumbnail, photo.size);
    m_pane->setAccessibleName(tr("Picture of %1").arg(photo.name));
    m_caption->setText(photo.caption, Qt::ElideMiddle);
    updateBounds();
    load();
}

void PreviewSide::stop()
{
    m_loader.cancel();
    m_loadSoon.stop();
    m_fullSizeAt.reset();
    m_side = 0;
}

void PreviewSide::clear()
{
    stop();
    m_loader.forget();
    m_pane->setPicture({}, {});
}

void PreviewSide::setAlone(bool alone)
{
    m_alone = alone;
    updateBounds();
}

int PreviewSide::captionHeight() const
{
    return m_strip->sizeHint().height();
}

void PreviewSide::setCaptionVisible(bool visible)
{
    m_strip->setVisible(visible);
}

void PreviewSide::setRoomBesideCaption(int width)
{
    m_strip->layout()->setContentsMargins(metrics::kMargin, metrics::kGap,
                                          std::max(width, metrics::kMargin), metrics::kGap);
}

void PreviewSide::updateBounds()
{
    m_pane->setBounded(m_alone && !m_size.isEmpty());
}

int PreviewSide::largestSide() const
{
    if (m_size.isEmpty())
        return kLargestUnknownSide;
    const double pixels = double(m_size.width()) * m_size.height();
    const double share = std::min(1.0, std::sqrt(kLargestPixels / pixels));
    return std::max(1, static_cast<int>(longSide(m_size) * share));
}

void PreviewSide::load()
{
    if (!isVisible())
        return;
    const QSizeF fitted = m_pane->fitted();
    const double seen =
        fitted.isEmpty() ? std::max(width(), height()) : std::max(fitted.width(), fitted.height());
    const auto wanted = static_cast<int>(std::ceil(seen * m_view.zoom() * devicePixelRatioF()));
    loadSide(PictureLoader::stepFor(wanted, largestSide()));
}

void PreviewSide::loadSide(int side)
{
    if (std::exchange(m_side, side) != side)
        m_loader.load(m_photo.source, side);
}

void PreviewSide::show(const QImage& image)
{
    // The file may have changed since the catalog read it.
    if (!m_size.isEmpty() && !haveOneShape(m_size, image.size()))
        m_size = haveOneShape(m_size.transposed(), image.size()) ? m_size.transposed() : QSize();
    const bool isWhole = longSide(image.size()) < m_side || m_side == kLargestUnknownSide;
    if (m_size.isEmpty() && isWhole)
        m_size = image.size();
    const QSize shape = m_size.isEmpty() ? image.size() : m_size;
    if (shape != m_pane->shape())
        m_pane->setPicture(image, shape);
    else
        m_pane->refine(image);
    m_problem.clear();
    updateBounds();
    if (m_fullSizeAt && !m_size.isEmpty())
        zoomToFullSize(*m_fullSizeAt);
    Q_EMIT changed();
}

void PreviewSide::fail(const QString& problem)
{
    m_problem = problem;
    m_pane->setMessage(m_problem);
    Q_EMIT changed();
}

std::optional<double> PreviewSide::scale() const
{
    if (m_size.isEmpty())
        return std::nullopt;
    return m_view.zoom() * m_pane->fitted().width() * devicePixelRatioF() / m_size.width();
}

void PreviewSide::zoomToFullSize(const QPointF& at)
{
    m_fullSizeAt.reset();
    if (const auto now = scale()) {
        m_view.zoomTo(m_view.zoom() / *now, at);
        return;
    }
    m_fullSizeAt = at;
    loadSide(largestSide());
}

void PreviewSide::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_pane->setGeometry(rect());
    m_strip->setGeometry(0, 0, width(), captionHeight());
    m_loadSoon.start();
}

} // namespace lookalike
