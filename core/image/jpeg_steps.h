// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace lookalike {

/// A side of the blocks in which JPEG stores the luma, pixels.
inline constexpr std::size_t kJpegBlock = 8;

/// How coarsely a JPEG file stores the luma: one quantisation step for each coefficient of a block,
/// row-major from the lowest frequency, at least 1.
using JpegSteps = std::array<std::uint16_t, kJpegBlock * kJpegBlock>;

/// Reads the first component's table (ITU-T T.81, B.2.2 and B.2.4.1) without decoding. Returns
/// nothing where the file has none before its picture, or no first component. Any thread.
[[nodiscard]] std::optional<JpegSteps> readJpegSteps(std::span<const std::uint8_t> file);

} // namespace lookalike
