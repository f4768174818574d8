// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>

namespace lookalike {

class PreviewSide;
class SharedView;

/// What the keys and buttons of the preview do to the part of the picture that is seen. GUI thread.
class PreviewZoom : public QObject {
    Q_OBJECT

public:
    /// Both must outlive it. `photo` is the one whose pixels count.
    PreviewZoom(SharedView& view, PreviewSide& photo, QObject* parent);

    /// Returns whether the key zooms, or moves in an enlarged picture.
    bool press(int key);
    /// 1 and -1: in and out by one step.
    void zoomBy(int step);
    /// Each pixel, or the whole picture again. Keeps the point `at`, in fractions, where it is.
    void toggleFullSize(const QPointF& at);

private:
    [[nodiscard]] bool pan(const QPointF& direction);

    SharedView& m_view;
    PreviewSide& m_photo;
};

} // namespace lookalike
