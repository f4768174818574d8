// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a GIF in memory with giflib.
#pragma once

#include "core/image/bytes.h"

#include <gif_lib.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace lookalike {

struct GifCloser {
    void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using GifFile = std::unique_ptr<GifFileType, GifCloser>;

/// Reads the header. `rest` is what remains to be read and must outlive the file. Returns null if
/// the header is damaged.
[[nodiscard]] inline GifFile openGif(Bytes& rest)
{
    int error = 0;
    return GifFile(DGifOpen(
        &rest,
        [](GifFileType* gif, GifByteType* out, int size) {
            auto& bytes = *static_cast<Bytes*>(gif->UserData);
            const auto count = std::min(bytes.size(), static_cast<std::size_t>(std::max(size, 0)));
            if (count > 0)
                std::memcpy(out, bytes.data(), count);
            bytes = bytes.subspan(count);
            return static_cast<int>(count);
        },
        &error));
}

} // namespace lookalike
