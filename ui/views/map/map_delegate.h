// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QElapsedTimer>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace lookalike {

/// Paints one photo of the map as a square. Scales thumbnails with care as long as the frame has
/// time for it, and the others roughly: those are painted again soon.
class MapDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit MapDelegate(QObject* parent = nullptr);

    /// To be called before each frame.
    void beginFrame();
    /// Pictures of this frame were scaled roughly.
    [[nodiscard]] bool isRough() const { return m_isRough; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintPicture(QPainter& painter, const QRect& cell, const QImage& image) const;

    QElapsedTimer m_frame;
    mutable bool m_isRough = false;
    mutable QCache<QString, QPixmap> m_scaled; ///< in kilobytes
};

} // namespace lookalike
