// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/plain_outside.h"

#include "core/duplicates/verify/raster_values.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <vector>

namespace lookalike {

namespace {

/// Returns the step from the inside to the outside, which is all that the other picture does not
/// show, if that is of one tone. `map` leads from the other's fractions to the picture's.
std::optional<double> stepToPlainOutside(const VerifiablePicture& picture, const Homography& map)
{
    const cv::Mat grey(picture.height, picture.width, CV_8U,
                       const_cast<std::uint8_t*>(picture.grey.data()));
    std::vector<cv::Point> corners;
    for (const PlanePoint corner : {PlanePoint{0, 0}, {1, 0}, {1, 1}, {0, 1}}) {
        const PlanePoint p = mapped(map, corner);
        corners.emplace_back(static_cast<int>(std::lround(p.x * grey.cols)),
                             static_cast<int>(std::lround(p.y * grey.rows)));
    }
    constexpr int kSeam = 3; // pixels along the edge are of both
    constexpr int kBand = 7; // these beside the seam as well
    cv::Mat outside(grey.size(), CV_8U, cv::Scalar(255));
    cv::fillConvexPoly(outside, corners, cv::Scalar(0));
    cv::Mat band(grey.size(), CV_8U, cv::Scalar(0));
    cv::polylines(band, corners, true, cv::Scalar(255), kBand);
    band &= ~outside;
    cv::polylines(outside, corners, true, cv::Scalar(0), kSeam);
    cv::polylines(band, corners, true, cv::Scalar(0), kSeam);
    const Tones tones = tonesOf(grey, outside);
    if (cv::countNonZero(outside) <= grey.cols / 4 || tones.deviation >= 5)
        return {};
    cv::Mat apart;
    cv::absdiff(grey, cv::Scalar(tones.mean), apart);
    return cv::mean(apart, band)[0];
}

} // namespace

PlainBorders plainBorders(const VerifiablePicture& first, const VerifiablePicture& second,
                          const Homography& secondToFirst)
{
    const auto stepInFirst = stepToPlainOutside(first, secondToFirst);
    const auto stepInSecond = stepToPlainOutside(second, inverse(secondToFirst));
    constexpr double kClearly = 2;
    PlainBorders borders{stepInFirst.has_value(), stepInSecond.has_value()};
    if (borders.first && borders.second) {
        borders.first = *stepInFirst > *stepInSecond / kClearly;
        borders.second = *stepInSecond > *stepInFirst / kClearly;
    }
    return borders;
}

double tiltOf(const VerifiablePicture& first, const VerifiablePicture& second,
              const Homography& secondToFirst)
{
    const auto d = derivative(
        composed(scaling(first.width, first.height),
                 composed(secondToFirst, scaling(1.0 / second.width, 1.0 / second.height))),
        {0.5 * second.width, 0.5 * second.height});
    const double angle = std::atan2(d[2], d[0]) * 180 / std::numbers::pi;
    return std::abs(std::remainder(angle, 90.0));
}

} // namespace lookalike
