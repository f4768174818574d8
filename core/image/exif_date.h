// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lookalike {

/// Parses "2019:07:03 14:05:09" (EXIF) or "2019-07-03T14:05:09" (XMP) into seconds since 1970,
/// without a time zone. Ignores any text after that. Accepts years from 1800 on. Any thread.
[[nodiscard]] std::optional<std::int64_t> parseExifDate(std::string_view text) noexcept;

} // namespace lookalike
