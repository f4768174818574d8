// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace lookalike {

class PointerRest;
class PreviewBar;
class Slideshow;

/// Full screen and the slideshow of the preview: what is over the photo goes while nobody moves,
/// and the photo stays while somebody does. GUI thread.
class PreviewStage : public QObject {
    Q_OBJECT

public:
    /// `preview` owns it and has its children already.
    PreviewStage(QWidget& preview, PreviewBar& bar);

    /// Another photo is shown, of a list that can be played or not.
    void photoShown(bool canPlay);
    /// Takes back what was done to the window.
    void close();
    /// Returns whether the key is one of these: F, S, and Escape while there is something to leave.
    bool press(int key);
    /// The window has another state.
    void windowChanged();

Q_SIGNALS:
    /// It is time for the next photo of the slideshow.
    void nextRequested();
    /// What is over the photo is to be shown or to go.
    void partsShown(bool shown);
    /// The bar has other parts.
    void barChanged();

private:
    void setFullScreen(bool on);
    void update();

    QWidget& m_preview;
    PreviewBar& m_bar;
    Slideshow* m_slideshow;
    PointerRest* m_rest;
    bool m_canPlay = false;
    bool m_isFullScreen = false; ///< by the preview
};

} // namespace lookalike
