// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/plain_border.h"

#include "core/image/turned_border.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace lookalike {

namespace {

constexpr int kTolerance = 12;  ///< per channel: what strong compression does to a uniform tone
constexpr int kStrayShare = 50; ///< one pixel in this many may differ: dust, ringing
constexpr double kLeastInside = 0.25; ///< of the area
constexpr double kMostInside = 0.96;
constexpr int kRounds = 2; ///< a framed picture in a letterbox has two borders

struct Part {
    int left = 0;
    int top = 0;
    int right = 0; ///< one past the last column
    int bottom = 0;

    [[nodiscard]] double area() const noexcept
    {
        return static_cast<double>(right - left) * (bottom - top);
    }
    [[nodiscard]] bool isEmpty() const noexcept { return right <= left || bottom <= top; }
};

/// A row or column of pixels: the address of the first one and the distance between neighbours in
/// bytes.
struct Line {
    const std::uint8_t* start;
    std::size_t step;
    int count;
};

using Tone = std::array<int, 3>;

Line rowOf(const Image& image, const Part& part, int y)
{
    return {image.row(y) + static_cast<std::size_t>(part.left) * 3, 3, part.right - part.left};
}

Line columnOf(const Image& image, const Part& part, int x)
{
    return {image.row(part.top) + static_cast<std::size_t>(x) * 3,
            static_cast<std::size_t>(image.width) * 3, part.bottom - part.top};
}

Tone meanOf(const Line& line)
{
    std::array<std::int64_t, 3> sums{};
    const std::uint8_t* pixel = line.start;
    for (int i = 0; i < line.count; ++i, pixel += line.step)
        for (std::size_t c = 0; c < 3; ++c)
            sums[c] += pixel[c];
    Tone tone{};
    for (std::size_t c = 0; c < 3; ++c)
        tone[c] = static_cast<int>((sums[c] + line.count / 2) / line.count);
    return tone;
}

bool isPlain(const Line& line, const Tone& tone)
{
    int allowed = line.count / kStrayShare;
    const std::uint8_t* pixel = line.start;
    for (int i = 0; i < line.count; ++i, pixel += line.step)
        for (std::size_t c = 0; c < 3; ++c)
            if (std::abs(pixel[c] - tone[c]) > kTolerance) {
                if (--allowed < 0)
                    return false;
                break;
            }
    return true;
}

/// Returns how many of the lines 0, 1, ... below `most` are plain and have the tone of the first
/// one. Examines no line if `most` is 0; otherwise lineAt() must return lines of at least one
/// pixel.
template <class LineAt>
int plainLines(int most, const LineAt& lineAt)
{
    if (most <= 0)
        return 0;
    const Tone tone = meanOf(lineAt(0));
    int count = 0;
    while (count < most && isPlain(lineAt(count), tone))
        ++count;
    return count;
}

/// Returns `part` without its plain sides; empty if nothing remains. Each side is examined within
/// what the previous sides left over, which may be nothing.
Part peeled(const Image& image, Part part)
{
    part.top +=
        plainLines(part.bottom - part.top, [&](int i) { return rowOf(image, part, part.top + i); });
    part.bottom -= plainLines(part.bottom - part.top,
                              [&](int i) { return rowOf(image, part, part.bottom - 1 - i); });
    if (part.isEmpty())
        return {};
    part.left += plainLines(part.right - part.left,
                            [&](int i) { return columnOf(image, part, part.left + i); });
    part.right -= plainLines(part.right - part.left,
                             [&](int i) { return columnOf(image, part, part.right - 1 - i); });
    return part.isEmpty() ? Part{} : part;
}

} // namespace

std::optional<Image> insidePlainBorder(const Image& image)
{
    if (image.isNull())
        return std::nullopt;
    if (auto photo = insideTurnedBorder(image))
        return photo;
    const Part whole{0, 0, image.width, image.height};
    Part part = whole;
    for (int round = 0; round < kRounds; ++round) {
        const Part inside = peeled(image, part);
        if (inside.isEmpty() || inside.area() < kLeastInside * whole.area())
            break;
        part = inside;
    }
    if (part.area() > kMostInside * whole.area())
        return std::nullopt;
    Image inside(part.right - part.left, part.bottom - part.top);
    for (int y = 0; y < inside.height; ++y)
        std::copy_n(image.row(part.top + y) + static_cast<std::size_t>(part.left) * 3,
                    static_cast<std::size_t>(inside.width) * 3, inside.row(y));
    return inside;
}

} // namespace lookalike
