// SPDX-License-Identifier: GPL-3.0-or-later
// Uncompressed TIFF files (TIFF 6.0), little-endian, one strip a page.
#pragma once

#include "tests/core/image/test_pictures.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <vector>

namespace lookalike::testing {

inline constexpr std::uint16_t kTiffRgb = 2;
inline constexpr std::uint16_t kTiffCmyk = 5;

struct TiffPage {
    std::uint32_t width;
    std::uint32_t height;
    std::uint16_t colours; ///< PhotometricInterpretation
    std::uint16_t samples;
    std::uint16_t bits;
    FileBytes pixels;
    FileBytes profile;                       ///< ICC; may be empty
    std::optional<std::uint16_t> extra = {}; ///< ExtraSamples of the last sample
};

inline FileBytes tiffBytes(const std::vector<TiffPage>& pages)
{
    FileBytes bytes{'I', 'I', 42, 0, 8, 0, 0, 0};
    const auto put = [&bytes](std::size_t value, int size) {
        for (int i = 0; i < size; ++i)
            bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    };
    for (std::size_t number = 0; number < pages.size(); ++number) {
        const TiffPage& page = pages[number];
        const std::size_t entries = 9U + (page.extra ? 1U : 0U) + (page.profile.empty() ? 0U : 1U);
        const std::size_t bitsAt = bytes.size() + 2 + entries * 12 + 4;
        const std::size_t pixelsAt = bitsAt + 2 * std::size_t{page.samples};
        const std::size_t profileAt = pixelsAt + page.pixels.size();
        const std::size_t end = (profileAt + page.profile.size() + 1) / 2 * 2;
        const auto entry = [&put](std::size_t tag, std::size_t type, std::size_t count,
                                  std::size_t value) {
            put(tag, 2);
            put(type, 2);
            put(count, 4);
            put(value, 4);
        };
        constexpr std::size_t kShort = 3;
        constexpr std::size_t kLong = 4;
        constexpr std::size_t kUndefined = 7;
        put(entries, 2);
        entry(256, kLong, 1, page.width);
        entry(257, kLong, 1, page.height);
        // Up to two values stand in the entry itself.
        const std::size_t bits = page.bits;
        entry(258, kShort, page.samples, page.samples > 2 ? bitsAt : bits << 16U | bits);
        entry(259, kShort, 1, 1);
        entry(262, kShort, 1, page.colours);
        entry(273, kLong, 1, pixelsAt);
        entry(277, kShort, 1, page.samples);
        entry(278, kLong, 1, page.height);
        entry(279, kLong, 1, page.pixels.size());
        if (page.extra)
            entry(338, kShort, 1, *page.extra);
        if (!page.profile.empty())
            entry(34675, kUndefined, page.profile.size(), profileAt);
        put(number + 1 < pages.size() ? end : 0, 4);
        for (std::uint16_t sample = 0; sample < page.samples; ++sample)
            put(page.bits, 2);
        std::ranges::copy(page.pixels, std::back_inserter(bytes));
        std::ranges::copy(page.profile, std::back_inserter(bytes));
        bytes.resize(end);
    }
    return bytes;
}

} // namespace lookalike::testing
