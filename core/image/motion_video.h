// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace lookalike {

/// Bytes of the MP4 or QuickTime video inside a JPEG or HEIC file: behind the picture's end, as
/// telephones write motion photos, in a trailer of theirs, or in a box of its own. 0 where there is
/// none, whatever the metadata says. Any bytes; any thread.
[[nodiscard]] std::uint64_t motionVideoBytes(std::span<const std::uint8_t> file) noexcept;

} // namespace lookalike
