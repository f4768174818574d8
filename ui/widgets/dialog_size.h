// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScreen>
#include <QWidget>

namespace lookalike {

/// Resizes a dialog to `wanted`, limited to its screen.
inline void resizeToFit(QWidget& dialog, const QSize& wanted)
{
    constexpr QSize kFrame(16, 48); // what the window manager adds
    const QWidget* const parent = dialog.parentWidget();
    const QScreen* const screen = parent != nullptr ? parent->screen() : dialog.screen();
    dialog.resize(wanted.boundedTo(screen->availableGeometry().size() - kFrame));
}

} // namespace lookalike
