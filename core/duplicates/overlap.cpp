// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/overlap.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

constexpr double kRasterSide = 160;
constexpr int kLeastRasterSide = 20;
constexpr double kLeastShown = 0.1;

std::vector<cv::Point2f> mappedSquare(const Homography& map)
{
    std::vector<cv::Point2f> corners;
    for (const PlanePoint corner : {PlanePoint{0, 0}, {1, 0}, {1, 1}, {0, 1}}) {
        const PlanePoint p = mapped(map, corner);
        corners.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
    }
    return corners;
}

/// The part of the unit square that a mapped unit square covers; fills `shared` with its outline.
double coveredPart(const Homography& map, std::vector<cv::Point2f>& shared)
{
    const std::vector<cv::Point2f> square = mappedSquare(kIdentity);
    const double area =
        static_cast<double>(cv::intersectConvexConvex(mappedSquare(map), square, shared));
    return std::clamp(area, 0.0, 1.0);
}

/// Pixels a side of the second to those of the first, around the middle of the overlap.
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
    std::vector<cv::Point2f> shared;
    overlap.secondShown = coveredPart(firstToSecond, shared);
    overlap.firstShown = coveredPart(secondToFirst, shared);
    if (shared.size() < 3 || overlap.firstShown < kLeastShown || overlap.secondShown < kLeastShown)
        return {};
    const auto [left, right] = std::minmax_element(
        shared.begin(), shared.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    const auto [top, bottom] = std::minmax_element(
        shared.begin(), shared.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    overlap.left = static_cast<double>(left->x);
    overlap.right = static_cast<double>(right->x);
    overlap.top = static_cast<double>(top->y);
    overlap.bottom = static_cast<double>(bottom->y);
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
    // Fractions count from the pixels' corners, a raster's coordinates from their middles.
    overlap.rasterToFirst =
        composed({(overlap.right - overlap.left) / overlap.width, 0, overlap.left, 0,
                  (overlap.bottom - overlap.top) / overlap.height, overlap.top, 0, 0, 1},
                 {1, 0, 0.5, 0, 1, 0.5, 0, 0, 1});
    overlap.rasterToSecond = composed(firstToSecond, overlap.rasterToFirst);
    return overlap;
}

} // namespace lookalike
