// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/motion_video.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace lookalike {

namespace {

constexpr std::size_t kBoxHead = 8;
// Limits the work that a file can cause. Phones write one video of a few boxes.
constexpr int kMostStarts = 64;
constexpr int kMostBoxes = 4096;

std::uint64_t bigEndian(std::string_view bytes, std::size_t at, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// Returns the size of the box at `at`; 0 if there is none.
std::uint64_t boxBytes(std::string_view bytes, std::size_t at)
{
    if (bytes.size() - at < kBoxHead)
        return 0;
    const std::uint64_t left = bytes.size() - at;
    std::uint64_t size = bigEndian(bytes, at, 4);
    if (size == 0) // extends to the end
        size = left;
    if (size == 1) // a 64-bit size
        size = left < 2 * kBoxHead ? 0 : bigEndian(bytes, at + kBoxHead, 8);
    return size < kBoxHead || size > left ? 0 : size;
}

bool isVideoBrand(std::string_view brand)
{
    constexpr std::array<std::string_view, 8> kStarts{"mp4", "iso", "avc", "qt ",
                                                      "3g",  "M4V", "MSN", "hvc"};
    return std::ranges::any_of(
        kStarts, [brand](std::string_view start) { return brand.starts_with(start); });
}

/// Returns true for types that may follow a movie's first box.
bool isMovieBox(std::string_view type)
{
    constexpr std::array<std::string_view, 9> kTypes{"moov", "mdat", "free", "skip", "wide",
                                                     "uuid", "moof", "meta", "beam"};
    return std::ranges::find(kTypes, type) != kTypes.end();
}

/// Returns the size of the movie whose first box is at `start`; 0 if there is none.
std::uint64_t movieBytes(std::string_view bytes, std::size_t start)
{
    std::size_t at = start;
    bool hasData = false;
    for (int boxes = 0; boxes < kMostBoxes; ++boxes) {
        const std::uint64_t size = boxBytes(bytes, at);
        if (size == 0)
            break;
        const std::string_view type = bytes.substr(at + 4, 4);
        if (at != start && !isMovieBox(type))
            break;
        hasData = hasData || type == "mdat" || type == "moof";
        at += static_cast<std::size_t>(size);
    }
    return hasData ? at - start : 0;
}

} // namespace

std::uint64_t motionVideoBytes(std::span<const std::uint8_t> file) noexcept
{
    constexpr std::string_view kFirstBox = "ftyp";
    const std::string_view bytes(reinterpret_cast<const char*>(file.data()), file.size());
    // Skips the box that a HEIC file itself starts with.
    int starts = 0;
    for (auto at = bytes.find(kFirstBox, kBoxHead);
         at != std::string_view::npos && starts < kMostStarts; at = bytes.find(kFirstBox, at + 1)) {
        const std::size_t start = at - 4;
        if (bytes.size() - at < 2 * kBoxHead || !isVideoBrand(bytes.substr(at + 4, 4)))
            continue;
        ++starts;
        if (const std::uint64_t size = movieBytes(bytes, start); size > 0)
            return size;
    }
    return 0;
}

} // namespace lookalike
