// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace lookalike {

/// Returns the size of the MP4 or QuickTime video inside a JPEG or HEIC motion photo. Phones append
/// it to the picture, put it in a vendor trailer, or store it in a separate box. Returns 0 if there
/// is no video, whatever the metadata says. Accepts any bytes; any thread.
[[nodiscard]] std::uint64_t motionVideoBytes(std::span<const std::uint8_t> file) noexcept;

} // namespace lookalike
