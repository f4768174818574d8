// SPDX-License-Identifier: GPL-3.0-or-later
// Two files with one XXH3-128, as anybody can make them: what the hash must not be trusted with.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace lookalike::testing {

/// `text` with 8 bytes replaced at `at` and 8 at `at` + 64, in two ways of one XXH3-128. `at` is a
/// multiple of 1024 (a block of the hash) and `at` + 256 within the text.
///
/// The hash multiplies the lower half of each lane by its upper half, both mixed with a secret that
/// everybody knows. Where the lower half is the secret's, the product is 0 and the lane is only
/// added: the upper halves of two such lanes may change places.
inline std::pair<std::string, std::string> xxh3Twins(std::string text, std::size_t at)
{
    constexpr std::size_t kStripe = 64;
    constexpr std::size_t kHalf = 4;
    text.replace(at, kHalf, "\xb8\xfe\x6c\x39");           // of the secret, from 0 on
    text.replace(at + kStripe, kHalf, "\x7c\x01\x81\x2c"); // from 8 on
    text.replace(at + kHalf, kHalf, "here");
    text.replace(at + kStripe + kHalf, kHalf, "ther");
    std::string twin = text;
    const auto first = twin.begin() + static_cast<std::ptrdiff_t>(at + kHalf);
    std::swap_ranges(first, first + kHalf, first + kStripe);
    return {std::move(text), std::move(twin)};
}

} // namespace lookalike::testing
