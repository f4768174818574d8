// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/overlap.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lookalike {

namespace {

constexpr double kRasterSide = 160;
constexpr int kLeastRasterSide = 20;
constexpr double kLeastShown = 0.1;

using Polygon = std::vector<PlanePoint>;

Polygon mappedSquare(const Homography& map)
{
    Polygon corners;
    for (const PlanePoint corner : {PlanePoint{0, 0}, {1, 0}, {1, 1}, {0, 1}})
        corners.push_back(mapped(map, corner));
    return corners;
}

/// Clips a convex polygon to where `inside`, which is linear along a line, is not negative.
template <class Inside>
Polygon clipped(const Polygon& polygon, const Inside& inside)
{
    Polygon result;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const PlanePoint& a = polygon[i];
        const PlanePoint& b = polygon[(i + 1) % polygon.size()];
        const double at = inside(a);
        const double next = inside(b);
        if (at >= 0)
            result.push_back(a);
        if ((at >= 0) != (next >= 0)) {
            const double part = at / (at - next);
            result.push_back({a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)});
        }
    }
    return result;
}

double areaOf(const Polygon& polygon)
{
    double twice = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const PlanePoint& a = polygon[i];
        const PlanePoint& b = polygon[(i + 1) % polygon.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

/// Returns the part of the unit square that a mapped unit square covers.
Polygon covered(const Homography& map)
{
    Polygon polygon = clipped(mappedSquare(map), [](const PlanePoint& p) { return p.x; });
    polygon = clipped(polygon, [](const PlanePoint& p) { return 1 - p.x; });
    polygon = clipped(polygon, [](const PlanePoint& p) { return p.y; });
    return clipped(polygon, [](const PlanePoint& p) { return 1 - p.y; });
}

/// Returns the second's pixels per side relative to the first's, around the middle of the overlap.
double relativeDensity(const VerifiablePicture& first, const VerifiablePicture& second,
                       const Homography& firstToSecond, PlanePoint middle)
{
    const auto d = derivative(firstToSecond, middle);
    const double area = std::abs(d[0] * d[3] - d[1] * d[2]);
    return std::sqrt(area * second.width * second.height /
                     (static_cast<double>(first.width) * first.height));
}

} // namespace

std::optional<Overlap> overlapOf(const VerifiablePicture& first, const VerifiablePicture& second,
                                 const Homography& secondToFirst)
{
    const Homography firstToSecond = inverse(secondToFirst);
    Overlap overlap;
    const Polygon shared = covered(secondToFirst);
    overlap.firstShown = std::min(1.0, areaOf(shared));
    overlap.secondShown = std::min(1.0, areaOf(covered(firstToSecond)));
    if (shared.size() < 3 || overlap.firstShown < kLeastShown || overlap.secondShown < kLeastShown)
        return {};
    const auto [left, right] = std::minmax_element(
        shared.begin(), shared.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    const auto [top, bottom] = std::minmax_element(
        shared.begin(), shared.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    overlap.left = left->x;
    overlap.right = right->x;
    overlap.top = top->y;
    overlap.bottom = bottom->y;
    const double width = (overlap.right - overlap.left) * first.width;
    const double height = (overlap.bottom - overlap.top) * first.height;
    const double density =
        relativeDensity(first, second, firstToSecond,
                        {(overlap.left + overlap.right) / 2, (overlap.top + overlap.bottom) / 2});
    const double scale = std::min({1.0, density, kRasterSide / std::max(width, height)});
    overlap.width = static_cast<int>(std::lround(width * scale));
    overlap.height = static_cast<int>(std::lround(height * scale));
    if (std::min(overlap.width, overlap.height) < kLeastRasterSide)
        return {};
    // Fractions refer to pixel corners, raster coordinates to pixel centres.
    overlap.rasterToFirst =
        composed({(overlap.right - overlap.left) / overlap.width, 0, overlap.left, 0,
                  (overlap.bottom - overlap.top) / overlap.height, overlap.top, 0, 0, 1},
                 {1, 0, 0.5, 0, 1, 0.5, 0, 0, 1});
    overlap.rasterToSecond = composed(firstToSecond, overlap.rasterToFirst);
    return overlap;
}

} // namespace lookalike
