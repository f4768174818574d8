// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/image/test_pictures.h"

#include <string_view>

namespace lookalike::testing {

/// What stands before the word that misbehaving_decoder obeys, at the end of a picture.
inline constexpr std::string_view kWord = "TEST:";

/// The beginning of the words that ask for one of escapeAttempts(), whose name follows.
inline constexpr std::string_view kEscape = "escape ";

/// What stands in the program's name before the newest version of Landlock that it may use.
inline constexpr std::string_view kNewestLandlock = "-landlock-";

/// Bytes that make the decoder do `deed`, behind those of `picture`.
inline FileBytes misbehave(std::string_view deed, FileBytes picture = {})
{
    FileBytes bytes = std::move(picture);
    bytes.insert(bytes.end(), kWord.begin(), kWord.end());
    bytes.insert(bytes.end(), deed.begin(), deed.end());
    return bytes;
}

} // namespace lookalike::testing
