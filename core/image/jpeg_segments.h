// SPDX-License-Identifier: GPL-3.0-or-later
// The marker segments of a JPEG file (ITU-T T.81, annex B). Only sources of this folder use this.
#pragma once

#include "core/image/bytes.h"

#include <functional>

namespace lookalike {

/// Calls `visit` with the marker and the content of every segment before the picture's data, until
/// it returns false.
void visitJpegSegments(Bytes jpeg, const std::function<bool(std::uint8_t, Bytes)>& visit);

} // namespace lookalike
