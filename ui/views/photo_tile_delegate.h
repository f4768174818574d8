// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QCache>
#include <QElapsedTimer>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace lookalike {

/// Paints one photo of a grid: the picture on a neutral mat, its score, name, copies, and whether
/// it is selected or special. Never colour alone: selection has a tick, what is special a word.
class PhotoTileDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit PhotoTileDelegate(QObject* parent = nullptr);

    /// Side of the square picture cell.
    void setCellSize(int side) { m_side = side; }
    void setCropped(bool cropped) { m_cropped = cropped; }
    /// Of the screen's pixels that tiles are painted on: so many scaled thumbnails are kept.
    void setArea(const QSize& pixels);
    /// To be called before each frame. Thumbnails are scaled with care as long as it has time for
    /// that, and the others roughly.
    void beginFrame();
    /// Pictures of this frame were scaled roughly: it is to be painted again soon.
    [[nodiscard]] bool isRough() const { return m_isRough; }
    /// Whole size of an item with its caption and half of the gap on each side. Small cells have
    /// neither caption nor badges.
    [[nodiscard]] static QSize itemSize(int side, const QFontMetrics& metrics);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

private:
    /// Null where the frame has no time left for it.
    [[nodiscard]] QPixmap fitted(const QImage& image, qreal ratio) const;
    /// Where a picture of this shape lies in the cell.
    [[nodiscard]] QSize fittedSize(const QSize& image, int side) const;
    void paintPicture(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
    void paintBadges(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
    static void paintFrame(QPainter& painter, const QRect& cell,
                           const QStyleOptionViewItem& option);
    void paintCaption(QPainter& painter, const QRect& area, const QModelIndex& index) const;

    int m_side = 176;
    bool m_cropped = false;
    QElapsedTimer m_frame;
    mutable bool m_isRough = false;
    mutable QCache<QString, QPixmap> m_scaled; ///< thumbnails at the cell's size, in kilobytes
};

} // namespace lookalike
