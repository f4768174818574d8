// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/preview/preview_photo.h"

#include <QTimer>
#include <QWidget>
#include <optional>

class QFrame;

namespace lookalike {

class Background;
class ElidedLabel;
class PicturePane;
class SharedView;

/// One photo of the preview with its caption over it. Loads as much of the picture as can be seen
/// at the zoom of the view, and at most kLargestPixels. GUI thread.
class PreviewSide : public QWidget {
    Q_OBJECT

public:
    static constexpr double kLargestPixels = 64e6; ///< 192 MB

    /// Both must outlive it.
    PreviewSide(Background& background, SharedView& view, QWidget* parent);

    void setPhoto(const PreviewPhoto& photo);
    /// Loads nothing more.
    void stop();
    /// Shows nothing until the next photo, and gives its memory back.
    void clear();
    /// With another photo beside it, a small picture is enlarged to the same size.
    void setAlone(bool alone);
    [[nodiscard]] int captionHeight() const;
    void setCaptionVisible(bool visible);
    /// So much of the caption's end is kept free.
    void setRoomBesideCaption(int width);
    [[nodiscard]] PicturePane& pane() { return *m_pane; }
    /// Why the picture cannot be shown; empty where it can.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// Pixels of the screen for one of the picture; nothing while its size is not known.
    [[nodiscard]] std::optional<double> scale() const;
    /// Zooms to one pixel of the screen for one of the picture, later where its size is not known
    /// yet. Keeps the point `at`, in fractions, where it is.
    void zoomToFullSize(const QPointF& at);

Q_SIGNALS:
    /// problem() or scale() has another answer.
    void changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void load();
    void loadSide(int side);
    void show(const QImage& image);
    void fail(const QString& problem);
    void updateBounds();
    [[nodiscard]] int largestSide() const;

    SharedView& m_view;
    PictureLoader m_loader;
    QTimer m_loadSoon;
    PreviewPhoto m_photo;
    QSize m_size; ///< of the original; empty while it is not known
    QString m_problem;
    std::optional<QPointF> m_fullSizeAt; ///< zoomed to as soon as the size is known
    int m_side = 0;                      ///< that was asked for last
    bool m_alone = true;
    PicturePane* m_pane;
    QFrame* m_strip;
    ElidedLabel* m_caption;
};

} // namespace lookalike
