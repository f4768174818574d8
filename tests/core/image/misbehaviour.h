// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/image/test_pictures.h"

#include <string_view>

namespace lookalike::testing {

/// What stands before the word that misbehaving_decoder obeys, at the end of a picture.
inline constexpr std::string_view kWord = "TEST:";

/// Bytes that make the decoder do `deed`, behind those of `picture`.
inline FileBytes misbehave(std::string_view deed, FileBytes picture = {})
{
    FileBytes bytes = std::move(picture);
    bytes.insert(bytes.end(), kWord.begin(), kWord.end());
    bytes.insert(bytes.end(), deed.begin(), deed.end());
    return bytes;
}

} // namespace lookalike::testing
