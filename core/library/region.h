// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"
#include "core/library/search_request.h"

#include <optional>

namespace lookalike {

/// The part of a region that lies on the picture; nothing where that is empty, not finite or the
/// whole picture.
[[nodiscard]] std::optional<Region> clampRegion(const std::optional<Region>& region);

/// How large the shorter side of the whole picture must be for the region to have `shortSide`
/// pixels, with a limit for tiny regions.
[[nodiscard]] int shortSideFor(int shortSide, const std::optional<Region>& region);

/// The region (clamped) of a picture, at least one pixel.
[[nodiscard]] Image cropRegion(const Image& picture, const Region& region);

} // namespace lookalike
