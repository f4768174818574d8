// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that follow the first one in a JPEG file: CIPA DC-007 (Multi-Picture Format), and the
// gain maps that ISO 21496-1, Adobe, Google and Apple put there. Used by sources of this folder
// only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace lookalike {

struct JpegExtras {
    std::uint8_t extras = 0;    ///< bits of PictureFacts::extras
    std::size_t firstExtra = 0; ///< offset of the first of them in the file; 0 where there is none
};

/// Only pictures that are in the file count, whatever its directory promises.
[[nodiscard]] JpegExtras findJpegExtras(std::span<const std::uint8_t> file);

} // namespace lookalike
