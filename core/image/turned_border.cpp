// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/turned_border.h"

#include "core/image/orientation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

constexpr int kLeastSide = 48;
constexpr int kCornerNoise = 16;       ///< per channel: what strong compression does to the corners
constexpr double kLeastSlope = 0.0175; ///< 1 degree
constexpr double kMostSlope = 0.268;   ///< 15 degrees
constexpr int kMirrored = 2;           ///< sideways, as an EXIF orientation
constexpr double kApart = 2.5;         ///< pixels, plus a hundredth of the side

bool isLike(const std::uint8_t* pixel, const std::uint8_t* other)
{
    for (int c = 0; c < 3; ++c)
        if (std::abs(pixel[c] - other[c]) > kCornerNoise)
            return false;
    return true;
}

const std::uint8_t* at(const Image& image, int x, int y)
{
    return image.row(y) + static_cast<std::size_t>(x) * 3;
}

/// Returns how many pixels from (x, y) on in steps of (dx, dy) are like the corner.
int plainRun(const Image& image, int x, int y, int dx, int dy)
{
    const std::uint8_t* corner = at(image, 0, 0);
    int count = 0;
    for (; x >= 0 && y >= 0 && x < image.width && y < image.height; x += dx, y += dy) {
        if (!isLike(at(image, x, y), corner))
            break;
        ++count;
    }
    return count;
}

struct Edge {
    double start = 0; ///< the run in the first row
    double slope = 0; ///< pixels by which it shrinks in each row
};

/// Fits an edge to the runs, which dark parts of the photo may lengthen here and there.
Edge fittedEdge(const std::vector<std::pair<double, double>>& runs)
{
    std::vector<double> slopes;
    for (std::size_t i = 0; i < runs.size(); ++i)
        for (std::size_t j = i + 1; j < runs.size(); ++j)
            slopes.push_back((runs[i].second - runs[j].second) / (runs[j].first - runs[i].first));
    const auto middle = [](std::vector<double>& values) {
        const auto there = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), there, values.end());
        return *there;
    };
    Edge edge;
    edge.slope = middle(slopes);
    std::vector<double> starts;
    for (const auto& [row, run] : runs)
        starts.push_back(run + row * edge.slope);
    edge.start = middle(starts);
    return edge;
}

/// The edge that leads from the top to the left side, or from the bottom to the right one.
Edge sideEdge(const Image& image, bool right)
{
    constexpr int kRows = 24;
    constexpr double kUpperPart = 0.8;
    std::vector<std::pair<double, double>> runs;
    for (int i = 1; i <= kRows; ++i) {
        const int row = static_cast<int>(kUpperPart * image.height * i / (kRows + 1));
        runs.emplace_back(row, right
                                   ? plainRun(image, image.width - 1, image.height - 1 - row, -1, 0)
                                   : plainRun(image, 0, row, 1, 0));
    }
    return fittedEdge(runs);
}

/// Samples the photo of `width` x `height` in the middle of the canvas, turned clockwise.
Image levelled(const Image& canvas, int width, int height, double slope)
{
    const double c = 1 / std::hypot(1, slope);
    const double s = slope * c;
    Image out(width, height);
    for (int v = 0; v < height; ++v)
        for (int u = 0; u < width; ++u) {
            const double du = u + 0.5 - width / 2.0;
            const double dv = v + 0.5 - height / 2.0;
            const double x =
                std::clamp(canvas.width / 2.0 + du * c - dv * s - 0.5, 0.0, canvas.width - 1.001);
            const double y =
                std::clamp(canvas.height / 2.0 + du * s + dv * c - 0.5, 0.0, canvas.height - 1.001);
            const int left = static_cast<int>(x);
            const int top = static_cast<int>(y);
            const double right = x - left;
            const double below = y - top;
            for (int channel = 0; channel < 3; ++channel) {
                const auto row = [&](int line) {
                    return at(canvas, left, line)[channel] * (1 - right) +
                           at(canvas, left + 1, line)[channel] * right;
                };
                out.row(v)[static_cast<std::size_t>(u) * 3 + static_cast<std::size_t>(channel)] =
                    static_cast<std::uint8_t>(
                        std::lround(row(top) * (1 - below) + row(top + 1) * below));
            }
        }
    return out;
}

/// For a photo turned clockwise, whose left side leads from the top of the canvas to its left.
std::optional<Image> insideClockwise(const Image& canvas)
{
    const Edge left = sideEdge(canvas, false);
    const Edge right = sideEdge(canvas, true);
    const double slope = (left.slope + right.slope) / 2;
    if (slope < kLeastSlope || slope > kMostSlope)
        return std::nullopt;
    const double c = 1 / std::hypot(1, slope);
    const double s = slope * c;
    const double width = (canvas.width * c - canvas.height * s) / (c * c - s * s);
    const double height = (canvas.height * c - canvas.width * s) / (c * c - s * s);
    if (width < kLeastSide / 2.0 || height < kLeastSide / 2.0)
        return std::nullopt;
    const double apart = kApart + 0.01 * std::max(canvas.width, canvas.height);
    const auto fits = [apart](double is, double wanted) { return std::abs(is - wanted) < apart; };
    const int middle = canvas.width / 2;
    const double wantedRun = (middle - height * s) * slope;
    const bool isTurned = fits(left.start, height * s) && fits(right.start, height * s) &&
                          fits(plainRun(canvas, middle, 0, 0, 1), wantedRun) &&
                          fits(plainRun(canvas, middle, canvas.height - 1, 0, -1), wantedRun);
    if (!isTurned)
        return std::nullopt;
    return levelled(canvas, static_cast<int>(std::lround(width)),
                    static_cast<int>(std::lround(height)), slope);
}

} // namespace

std::optional<Image> insideTurnedBorder(const Image& image)
{
    if (image.width < kLeastSide || image.height < kLeastSide)
        return std::nullopt;
    const std::uint8_t* corner = at(image, 0, 0);
    if (!isLike(at(image, image.width - 1, 0), corner) ||
        !isLike(at(image, 0, image.height - 1), corner) ||
        !isLike(at(image, image.width - 1, image.height - 1), corner))
        return std::nullopt;
    if (auto inside = insideClockwise(image))
        return inside;
    if (const auto inside = insideClockwise(applyOrientation(image, kMirrored)))
        return applyOrientation(*inside, kMirrored);
    return std::nullopt;
}

} // namespace lookalike
