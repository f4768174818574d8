// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPixmap>

namespace lookalike {

/// What the pointer carries while photos are dragged: one of them, and how many they are where
/// there are several. `ratio`: pixels of the screen per device-independent pixel. GUI thread.
[[nodiscard]] QPixmap dragPicture(const QImage& photo, int count, qreal ratio);

} // namespace lookalike
