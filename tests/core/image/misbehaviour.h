// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/image/test_pictures.h"

#include <string_view>

namespace lookalike::testing {

/// What a picture begins with that misbehaving_decoder obeys.
inline constexpr std::string_view kWord = "TEST:";

inline FileBytes misbehave(std::string_view deed)
{
    FileBytes bytes(kWord.begin(), kWord.end());
    bytes.insert(bytes.end(), deed.begin(), deed.end());
    return bytes;
}

} // namespace lookalike::testing
