// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/window_geometry.h"

#include <QScreen>
#include <QSettings>
#include <QWidget>

namespace lookalike {

namespace {

const QString kGeometryKey = QStringLiteral("window/geometry");

/// Qt brings a lost window back, but not the left half of one that is too wide for this screen.
void keepOnScreen(QWidget& window)
{
    if ((window.windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen)) != 0)
        return;
    const QRect available = window.screen()->availableGeometry();
    QRect wanted(window.geometry().topLeft(), window.size().boundedTo(available.size()));
    wanted.moveRight(std::min(wanted.right(), available.right()));
    wanted.moveBottom(std::min(wanted.bottom(), available.bottom()));
    wanted.moveTo(std::max(wanted.left(), available.left()),
                  std::max(wanted.top(), available.top()));
    window.setGeometry(wanted);
}

} // namespace

void saveWindowGeometry(const QWidget& window, QSettings& settings)
{
    settings.setValue(kGeometryKey, window.saveGeometry());
}

void restoreWindowGeometry(QWidget& window, const QSettings& settings)
{
    window.restoreGeometry(settings.value(kGeometryKey).toByteArray());
    keepOnScreen(window);
}

} // namespace lookalike
