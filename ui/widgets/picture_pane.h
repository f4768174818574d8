// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>
#include <optional>

namespace lookalike {

class SharedView;

/// A picture that is zoomed and moved together with others. Two pictures of the same shape can be
/// shown in it with a divider between them.
class PicturePane : public QWidget {
    Q_OBJECT

public:
    /// `view` must outlive the pane.
    explicit PicturePane(SharedView& view, QWidget* parent = nullptr);

    /// `shape` in pixels of the original; the image may have fewer.
    void setPicture(const QImage& image, const QSize& shape);
    /// The same picture, decoded larger or smaller.
    void refine(const QImage& image);
    void setMessage(const QString& text);
    /// On the dark ground of a preview. A picture that is smaller than the pane is shown pixel by
    /// pixel at zoom 1 where `bounded`; otherwise it fills the pane.
    void setOnScrim();
    void setBounded(bool bounded);
    /// The picture's size at zoom 1.
    [[nodiscard]] QSizeF fitted() const;
    /// At which one pixel of a picture of this size is one of the screen.
    [[nodiscard]] double fullSizeZoom(const QSizeF& picture) const;
    [[nodiscard]] QSize shape() const { return m_shape; }
    [[nodiscard]] bool hasPicture() const { return !m_image.isNull(); }
    /// Right of the divider, which the user can drag, this is seen. Null takes it away.
    void setSecond(const QImage& image);
    void setDivider(double share);
    [[nodiscard]] double divider() const { return m_divider; }
    /// Paints it fainter: it is to go.
    void setFaded(bool faded);

Q_SIGNALS:
    void clicked();
    /// `at` in fractions of the picture.
    void doubleClicked(const QPointF& at);

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QRectF target() const;
    void paintPicture(QPainter& painter, const QRectF& target);
    [[nodiscard]] QPointF fractionAt(const QPointF& position) const;
    [[nodiscard]] bool isOnDivider(const QPointF& position) const;

    SharedView& m_view;
    QImage m_image;
    QImage m_second;
    QPixmap m_fitted; ///< the picture scaled with care while all of it is seen
    QSize m_shape;
    QString m_message;
    double m_divider = 0.5;
    std::optional<QPointF> m_grabbed; ///< where the last move of a drag was
    bool m_moved = false;
    bool m_onDivider = false;
    bool m_faded = false;
    bool m_onScrim = false;
    bool m_bounded = false;
};

} // namespace lookalike
