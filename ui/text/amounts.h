// SPDX-License-Identifier: GPL-3.0-or-later
// How numbers are written for the user. GUI thread.
#pragma once

#include <QString>
#include <chrono>
#include <cstdint>

namespace lookalike::text {

/// "12.4 MB".
[[nodiscard]] QString bytes(std::uint64_t bytes);
[[nodiscard]] QString number(std::uint64_t value);
/// "41 s", "20 min", "3 h", rounded; `time` is not negative.
[[nodiscard]] QString duration(std::chrono::seconds time);
/// "3 photos".
[[nodiscard]] QString photos(std::uint64_t count);
/// "4000 × 3000, 12.0 MP"; megapixels are left out where they say nothing.
[[nodiscard]] QString pictureSize(int width, int height);
/// "0.97". Two scores that are written alike have the same hundredths.
[[nodiscard]] QString score(double score);
[[nodiscard]] int hundredths(double score);

} // namespace lookalike::text
