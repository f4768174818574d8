// SPDX-License-Identifier: GPL-3.0-or-later
// Geographical coordinates as XMP writes them: "48,53.5512N", "48,53,33N" (XMP specification part
// 2, GPSCoordinate). Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

inline constexpr double kBillionths = 1e9; ///< of one

/// Returns billionths of a degree. Empty unless the text ends with one of the two letters and is at
/// most `limit` degrees.
[[nodiscard]] std::optional<std::int64_t> parseCoordinate(std::string_view text, char negative,
                                                          char positive, int limit);
[[nodiscard]] std::string coordinateText(std::int64_t billionthDegrees, char negative,
                                         char positive);

} // namespace lookalike
