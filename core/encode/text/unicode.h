// SPDX-License-Identifier: GPL-3.0-or-later
// What tokenizers ask of Unicode. All text is well-formed UTF-8. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

enum class NormalForm { Nfc, Nfd, Nfkc, Nfkd };

/// The first letter of a general category ("L" of "Lu"), and the second.
struct Category {
    char major = 'C';
    char minor = 'n';
};

[[nodiscard]] Category categoryOf(char32_t c) noexcept;
[[nodiscard]] bool isLetter(char32_t c) noexcept;
/// The property White_Space.
[[nodiscard]] bool isWhiteSpace(char32_t c) noexcept;
/// The same and the four information separators, as Python's str.isspace().
[[nodiscard]] bool isPythonSpace(char32_t c) noexcept;

void appendUtf8(std::string& text, char32_t c);
/// Calls `visit` with each code point and its bytes.
template <class Visit>
void forEachCodePoint(std::string_view text, Visit visit);

/// Every character by itself: a sigma at the end of a word becomes the usual small sigma.
[[nodiscard]] std::string lowerCase(std::string_view text);
[[nodiscard]] std::string normalForm(std::string_view text, NormalForm form);
/// What users see as characters: letters with their accents, joined emoji.
[[nodiscard]] std::vector<std::string_view> graphemesOf(std::string_view text);

} // namespace lookalike

#include "core/base/utf8.h"

template <class Visit>
void lookalike::forEachCodePoint(std::string_view text, Visit visit)
{
    while (!text.empty()) {
        CodePoint point = decodeUtf8(text);
        if (point.length == 0)
            point = {0xFFFD, 1};
        visit(point.value, text.substr(0, point.length));
        text.remove_prefix(point.length);
    }
}
