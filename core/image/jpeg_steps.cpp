// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/jpeg_steps.h"

#include "core/image/jpeg_segments.h"

#include <algorithm>

namespace lookalike {
namespace {

constexpr std::uint8_t kQuantizationTables = 0xDB;
constexpr std::size_t kTables = 4;

/// The place in a row-major block of the coefficients as they are stored (T.81, figure 5).
constexpr std::array<std::uint8_t, 64> kZigzag{
    0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33, 40, 48,
    41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23,
    30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

bool isFrameHeader(std::uint8_t marker)
{
    // Huffman tables, an extension and the arithmetic conditioning lie among the frame headers.
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

using Tables = std::array<std::optional<JpegSteps>, kTables>;

void readTables(Bytes content, Tables& tables)
{
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t size = content[at] >> 4U == 0 ? 1 : 2;
        const std::size_t number = content[at] & 15U;
        ++at;
        if (number >= kTables || content.size() - at < size * kZigzag.size())
            return;
        JpegSteps steps{};
        for (std::size_t i = 0; i < kZigzag.size(); ++i, at += size)
            steps[kZigzag[i]] = static_cast<std::uint16_t>(
                std::max<std::uint64_t>(bigEndian(content, at, size), 1));
        tables[number] = steps;
    }
}

} // namespace

std::optional<JpegSteps> readJpegSteps(std::span<const std::uint8_t> file)
{
    constexpr std::size_t kFirstTable = 8; ///< in a frame header: the first component's table
    Tables tables;
    std::optional<std::size_t> wanted;
    visitJpegSegments(file, [&](std::uint8_t marker, Bytes content) {
        if (marker == kQuantizationTables)
            readTables(content, tables);
        else if (isFrameHeader(marker) && content.size() > kFirstTable)
            wanted = content[kFirstTable];
        return true;
    });
    return wanted && *wanted < kTables ? tables[*wanted] : std::nullopt;
}

} // namespace lookalike
