// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/content_hash.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace lookalike {

/// What tells whether photos belong together without looking at them.
struct ShotPhoto {
    std::filesystem::path file;
    ContentHash hash;
    std::optional<std::int64_t> takenAt; ///< seconds by the camera's clock
    bool isRaw = false;
};

/// Photos of one folder that were taken within so many seconds are a burst.
inline constexpr std::int64_t kBurstSeconds = 2;

/// Returns for each photo the index of the first one of its set: copies (equal content), bursts,
/// and a raw file with the picture of the same shot (isSameShot()). Sets that share a photo are
/// one. Any thread.
[[nodiscard]] std::vector<std::size_t> sameShots(std::span<const ShotPhoto> photos);

} // namespace lookalike
