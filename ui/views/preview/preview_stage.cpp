// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preview/preview_stage.h"

#include "ui/views/preview/pointer_rest.h"
#include "ui/views/preview/preview_bar.h"
#include "ui/views/preview/slideshow.h"

#include <QWidget>
#include <utility>

namespace lookalike {

PreviewStage::PreviewStage(QWidget& preview, PreviewBar& bar)
    : QObject(&preview)
    , m_preview(preview)
    , m_bar(bar)
    , m_slideshow(new Slideshow(this))
    , m_rest(new PointerRest(preview))
{
    m_bar.setSlideshow(*m_slideshow);
    connect(&m_bar, &PreviewBar::fullScreenToggled, this,
            [this] { setFullScreen(!m_preview.window()->isFullScreen()); });
    connect(m_slideshow, &Slideshow::nextRequested, this, &PreviewStage::nextRequested);
    connect(m_slideshow, &Slideshow::changed, this, [this] {
        update();
        Q_EMIT barChanged();
    });
    connect(m_rest, &PointerRest::stirred, m_slideshow, [this] { m_slideshow->setHeld(true); });
    connect(m_rest, &PointerRest::changed, this, [this](bool resting) {
        Q_EMIT partsShown(!resting);
        m_slideshow->setHeld(!resting);
    });
}

void PreviewStage::photoShown(bool canPlay)
{
    m_canPlay = canPlay;
    if (!canPlay)
        m_slideshow->setOn(false);
    m_bar.offerSlideshow(canPlay);
    m_slideshow->restart();
    windowChanged();
}

void PreviewStage::close()
{
    m_slideshow->setOn(false);
    m_rest->setOn(false);
    if (m_isFullScreen)
        setFullScreen(false);
}

bool PreviewStage::press(int key)
{
    switch (key) {
    case Qt::Key_F:
        setFullScreen(!m_preview.window()->isFullScreen());
        return true;
    case Qt::Key_S:
        m_slideshow->setOn(m_canPlay && !m_slideshow->isOn());
        return true;
    case Qt::Key_Escape:
        if (m_slideshow->isOn())
            m_slideshow->setOn(false);
        else if (m_isFullScreen)
            setFullScreen(false);
        else
            return false;
        return true;
    default:
        return false;
    }
}

void PreviewStage::windowChanged()
{
    m_bar.setFullScreen(m_preview.window()->isFullScreen());
    update();
}

void PreviewStage::setFullScreen(bool on)
{
    QWidget& window = *m_preview.window();
    m_isFullScreen = on;
    if (on != window.isFullScreen())
        window.setWindowState(on ? window.windowState() | Qt::WindowFullScreen
                                 : window.windowState() & ~Qt::WindowFullScreen);
}

void PreviewStage::update()
{
    m_rest->setOn(m_preview.isVisible() &&
                  (m_preview.window()->isFullScreen() || m_slideshow->isOn()));
}

} // namespace lookalike
