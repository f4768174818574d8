// SPDX-License-Identifier: GPL-3.0-or-later
// The luma of a picture at full size, for details too fine for a VerifiablePicture.
#pragma once

#include "core/image/image.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lookalike {

/// Upright luma, 0 to 255, row-major, with as many pixels as the stored picture. A plain value; any
/// number of threads may read it at once.
struct FullPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> grey;

    [[nodiscard]] std::size_t bytes() const noexcept { return sizeof(FullPicture) + grey.size(); }
};

/// Computes Rec. 601 luma. Throws std::bad_alloc.
[[nodiscard]] FullPicture makeFullPicture(const Image& image);

} // namespace lookalike
