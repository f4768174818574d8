// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that follow the first one in a JPEG file: CIPA DC-007 (Multi-Picture Format), and the
// gain maps of ISO 21496-1, Adobe, Google and Apple. Only sources of this folder use this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace lookalike {

struct JpegExtras {
    std::uint8_t extras = 0;    ///< bits of PictureFacts::extras
    std::size_t firstExtra = 0; ///< file offset of the first of them; 0: none
};

/// Counts only pictures that are actually in the file, not those that its directory merely lists.
[[nodiscard]] JpegExtras findJpegExtras(std::span<const std::uint8_t> file);

} // namespace lookalike
