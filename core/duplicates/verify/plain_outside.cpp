// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/plain_outside.h"

#include "core/duplicates/verify/raster_values.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <numbers>
#include <vector>

namespace lookalike {

bool outsideIsPlain(const VerifiablePicture& picture, const Homography& map)
{
    const cv::Mat grey(picture.height, picture.width, CV_8U,
                       const_cast<std::uint8_t*>(picture.grey.data()));
    cv::Mat mask(grey.size(), CV_8U, cv::Scalar(255));
    std::vector<cv::Point> corners;
    for (const PlanePoint corner : {PlanePoint{0, 0}, {1, 0}, {1, 1}, {0, 1}}) {
        const PlanePoint p = mapped(map, corner);
        corners.emplace_back(static_cast<int>(std::lround(p.x * grey.cols)),
                             static_cast<int>(std::lround(p.y * grey.rows)));
    }
    constexpr int kSeam = 3; // pixels along the edge are of both
    cv::fillConvexPoly(mask, corners, cv::Scalar(0));
    cv::polylines(mask, corners, true, cv::Scalar(0), kSeam);
    return cv::countNonZero(mask) > grey.cols / 4 && tonesOf(grey, mask).deviation < 5;
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
