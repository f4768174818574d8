// SPDX-License-Identifier: GPL-3.0-or-later
// Functions for text that may not be valid UTF-8. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lookalike {

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0; ///< in bytes; 0 if the bytes are not well-formed UTF-8
};

/// Returns the first code point of `bytes`.
[[nodiscard]] CodePoint decodeUtf8(std::string_view bytes) noexcept;

/// Returns the text as well-formed UTF-8. Invalid bytes are read as Latin-1, which older programs
/// wrote.
[[nodiscard]] std::string toUtf8(std::string_view bytes);

/// Returns at most `most` bytes of well-formed UTF-8, cut between code points.
[[nodiscard]] std::string_view cutUtf8(std::string_view text, std::size_t most) noexcept;

} // namespace lookalike
