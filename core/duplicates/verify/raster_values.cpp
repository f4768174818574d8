// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/raster_values.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lookalike {

cv::Mat boxed(const cv::Mat& values, int side)
{
    cv::Mat result;
    cv::boxFilter(values, result, CV_32F, {side, side}, {-1, -1}, true, cv::BORDER_REFLECT);
    return result;
}

cv::Mat softened(const cv::Mat& grey, double sigma)
{
    cv::Mat result;
    cv::GaussianBlur(grey, result, {}, sigma, sigma, cv::BORDER_REFLECT);
    return result;
}

cv::Mat continuedOutside(const cv::Mat& grey, const cv::Mat& mask)
{
    constexpr double kReach = 3;
    constexpr double kFarAway = 1e-4; ///< weight of the mean tone, where nothing else is near
    const cv::Mat outside = ~mask;
    if (cv::countNonZero(outside) == 0)
        return grey;
    cv::Mat weights;
    mask.convertTo(weights, CV_32F, 1 / 255.0);
    const cv::Mat sums = softened(grey.mul(weights), kReach) + kFarAway * tonesOf(grey, mask).mean;
    cv::Mat around;
    cv::divide(sums, softened(weights, kReach) + kFarAway, around);
    cv::Mat result = grey.clone();
    around.copyTo(result, outside);
    return result;
}

Tones tonesOf(const cv::Mat& grey, const cv::Mat& mask)
{
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(grey, mean, deviation, mask);
    return {mean[0], deviation[0]};
}

double quantileIn(const cv::Mat& values, const cv::Mat& mask, double part)
{
    std::vector<float> all;
    for (int y = 0; y < values.rows; ++y)
        for (int x = 0; x < values.cols; ++x)
            if (mask.at<std::uint8_t>(y, x) != 0)
                all.push_back(values.at<float>(y, x));
    if (all.empty())
        return 0;
    const auto below = static_cast<std::size_t>(part * static_cast<double>(all.size()));
    const auto there = all.begin() + static_cast<std::ptrdiff_t>(std::min(below, all.size() - 1));
    std::nth_element(all.begin(), there, all.end());
    return static_cast<double>(*there);
}

} // namespace lookalike
