// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QRect>

class QPainter;

namespace lookalike {

/// Says in place of a picture why there is none: by a symbol alone where the tile is small.
void paintFailedTile(QPainter& painter, const QRect& tile, ErrorCode why);

} // namespace lookalike
