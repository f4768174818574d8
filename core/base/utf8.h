// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 that may hold anything. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lookalike {

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0; ///< bytes; 0 where they are no well-formed UTF-8
};

/// The first code point of `bytes`.
[[nodiscard]] CodePoint decodeUtf8(std::string_view bytes) noexcept;

/// Text as well-formed UTF-8: bytes that are none are read as Latin-1, which older programs wrote.
[[nodiscard]] std::string toUtf8(std::string_view bytes);

/// At most `most` bytes of well-formed UTF-8, cut between code points.
[[nodiscard]] std::string_view cutUtf8(std::string_view text, std::size_t most) noexcept;

} // namespace lookalike
