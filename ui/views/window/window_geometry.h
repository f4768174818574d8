// SPDX-License-Identifier: GPL-3.0-or-later
// Where a window was when the program ended. GUI thread.
#pragma once

class QSettings;
class QWidget;

namespace lookalike {

void saveWindowGeometry(const QWidget& window, QSettings& settings);
/// Moves and shrinks the window where the screen has changed, so that all of it is visible.
void restoreWindowGeometry(QWidget& window, const QSettings& settings);

} // namespace lookalike
