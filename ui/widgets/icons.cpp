// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icons.h"

#include "ui/widgets/theme.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>
#include <algorithm>
#include <memory>

namespace lookalike {

namespace {

QColor tintColor(IconTint tint)
{
    const Colors& colors = Theme::colors();
    switch (tint) {
    case IconTint::Text:
        return colors.text;
    case IconTint::Secondary:
        return colors.secondary;
    case IconTint::Accent:
        return colors.accent;
    case IconTint::OnAccent:
        return colors.onAccent;
    case IconTint::Danger:
        return colors.danger;
    case IconTint::Success:
        return colors.success;
    case IconTint::OnScrim:
        return colors.onScrim;
    }
    return colors.text;
}

/// Draws an SVG's shape in one colour of the theme.
class TintedIconEngine : public QIconEngine {
public:
    TintedIconEngine(std::shared_ptr<QSvgRenderer> renderer, IconTint tint)
        : m_renderer(std::move(renderer))
        , m_tint(tint)
    {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        QPixmap picture = tinted(rect.size() * ratio, mode);
        picture.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect.topLeft(), picture);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return tinted(size, mode); // `size` is in device pixels already
    }

    [[nodiscard]] QIconEngine* clone() const override { return new TintedIconEngine(*this); }

private:
    [[nodiscard]] QPixmap tinted(const QSize& size, QIcon::Mode mode) const
    {
        if (size.isEmpty()) // the window is too small for it
            return {};
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        // A size that is wider than high leaves a gap between the icon and the text next to it.
        const int side = std::min(size.width(), size.height());
        m_renderer->render(&painter, QRect(0, (size.height() - side) / 2, side, side));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(),
                         mode == QIcon::Disabled ? Theme::colors().disabled : tintColor(m_tint));
        return pixmap;
    }

    std::shared_ptr<QSvgRenderer> m_renderer;
    IconTint m_tint;
};

} // namespace

QIcon lineIcon(const QString& name, IconTint tint)
{
    auto renderer = std::make_shared<QSvgRenderer>(QStringLiteral(":/icons/%1.svg").arg(name));
    Q_ASSERT_X(renderer->isValid(), "lineIcon", qPrintable(name));
    return QIcon(new TintedIconEngine(std::move(renderer), tint));
}

} // namespace lookalike
