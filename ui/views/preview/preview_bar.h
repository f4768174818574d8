// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/preview/preview_photo.h"

#include <QFrame>
#include <optional>

class QLabel;
class QToolButton;

namespace lookalike {

class Slideshow;

/// The buttons below a photo in the preview: they say what the keys do. GUI thread.
class PreviewBar : public QFrame {
    Q_OBJECT

public:
    explicit PreviewBar(QWidget* parent);

    void setPlace(const PreviewPlace& place);
    /// Pixels of the screen for one of the picture, where they are known.
    void setScale(std::optional<double> scale);
    /// Offers to show another picture beside the photo; an empty command offers nothing.
    void setCompare(const QString& command, bool on);
    void offerSimilar();
    /// Controls the slideshow, which outlives the bar, where `isOffered`.
    void setSlideshow(Slideshow& slideshow);
    void offerSlideshow(bool isOffered);
    void setFullScreen(bool on);

Q_SIGNALS:
    void moveRequested(lookalike::PreviewMove move);
    /// 1 and -1: in and out by one step.
    void zoomRequested(int step);
    void fullSizeToggled();
    void compareToggled();
    void similarRequested();
    void fullScreenToggled();

private:
    QToolButton* addButton(const QString& icon, const QString& name, const QString& keys);
    void addSeconds();
    void showSlideshow();

    QToolButton* m_previous;
    QLabel* m_place;
    QToolButton* m_next;
    QLabel* m_scale;
    QToolButton* m_compare;
    QToolButton* m_similar;
    Slideshow* m_slideshow = nullptr;
    QToolButton* m_play;
    QToolButton* m_seconds;
    QLabel* m_held;
    QToolButton* m_fullScreen;
};

} // namespace lookalike
