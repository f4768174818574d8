// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/jpeg_segments.h"

namespace lookalike {

void visitJpegSegments(Bytes jpeg, const std::function<bool(std::uint8_t, Bytes)>& visit)
{
    constexpr std::uint8_t kStartOfScan = 0xDA;
    constexpr std::uint8_t kEndOfImage = 0xD9;
    std::size_t at = 2;
    while (at + 4 <= jpeg.size() && jpeg[at] == 0xFF) {
        const std::uint8_t marker = jpeg[at + 1];
        if (marker == 0xFF) { // padding
            ++at;
            continue;
        }
        if (marker == kStartOfScan || marker == kEndOfImage)
            return;
        const std::size_t size = static_cast<std::size_t>(jpeg[at + 2]) << 8U | jpeg[at + 3];
        if (size < 2 || size > jpeg.size() - at - 2)
            return;
        if (!visit(marker, jpeg.subspan(at + 4, size - 2)))
            return;
        at += 2 + size;
    }
}

} // namespace lookalike
