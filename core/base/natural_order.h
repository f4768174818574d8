// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <string_view>

namespace lookalike {

/// Orders names as file managers do: numbers by value ("IMG_9" before "IMG_10"), A to Z in any
/// case. Names that differ only in case or leading zeros are ordered by their bytes, so only equal
/// names are equal. Independent of the locale. Any thread.
[[nodiscard]] std::strong_ordering compareNaturally(std::string_view a,
                                                    std::string_view b) noexcept;

} // namespace lookalike
