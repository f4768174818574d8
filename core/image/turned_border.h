// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"

#include <optional>

namespace lookalike {

/// Returns the upright photo inside a picture that was turned by 1 to 15 degrees on a canvas that
/// grew for it, which left four plain corners of one tone. Returns nothing for other pictures. Any
/// thread.
[[nodiscard]] std::optional<Image> insideTurnedBorder(const Image& image);

} // namespace lookalike
