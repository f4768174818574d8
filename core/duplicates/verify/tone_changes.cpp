// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/tone_changes.h"

#include "core/duplicates/verify/raster_values.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lookalike {

namespace {

/// The range of tones in the pixels around each one.
cv::Mat slopeOf(const cv::Mat& grey)
{
    cv::Mat highest;
    cv::Mat lowest;
    cv::dilate(grey, highest, {});
    cv::erode(grey, lowest, {});
    return highest - lowest;
}

/// The mask without the pixels at its edge, which are of neither picture alone.
cv::Mat innerPart(const cv::Mat& mask)
{
    constexpr int kEdge = 3;
    cv::Mat framed;
    cv::copyMakeBorder(mask, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::erode(framed, framed,
              cv::getStructuringElement(cv::MORPH_RECT, {2 * kEdge + 1, 2 * kEdge + 1}));
    return framed(cv::Rect(cv::Point(1, 1), mask.size()));
}

} // namespace

cv::Mat toneResidual(const cv::Mat& first, const cv::Mat& second, const cv::Mat& mask)
{
    constexpr int kBins = 16;
    std::array<std::vector<float>, kBins> bins;
    const auto bin = [](float tone) {
        return static_cast<std::size_t>(std::clamp(static_cast<int>(tone / 16), 0, kBins - 1));
    };
    for (int y = 0; y < first.rows; ++y)
        for (int x = 0; x < first.cols; ++x)
            if (mask.at<std::uint8_t>(y, x) != 0)
                bins[bin(second.at<float>(y, x))].push_back(first.at<float>(y, x) -
                                                            second.at<float>(y, x));
    std::array<float, kBins> shift{};
    for (std::size_t i = 0; i < kBins; ++i) {
        if (bins[i].empty())
            continue;
        auto middle = bins[i].begin() + static_cast<std::ptrdiff_t>(bins[i].size() / 2);
        std::nth_element(bins[i].begin(), middle, bins[i].end());
        shift[i] = *middle;
    }
    cv::Mat residual(first.size(), CV_32F);
    for (int y = 0; y < first.rows; ++y)
        for (int x = 0; x < first.cols; ++x) {
            const float tone = second.at<float>(y, x);
            residual.at<float>(y, x) = std::abs(first.at<float>(y, x) - tone - shift[bin(tone)]);
        }
    return residual;
}

double localChange(const cv::Mat& first, const cv::Mat& second, const cv::Mat& mask)
{
    // Artefacts of compression cancel out in the mean of a window, other content does not.
    constexpr int kSpot = 5;
    // Part of the slope of an edge in both pictures that half a pixel of misalignment explains.
    constexpr double kMisaligned = 0.25;
    constexpr double kOrdinary = 0.9;  ///< part of the area with the usual difference
    constexpr double kInvisible = 1.5; ///< tones
    const cv::Mat a = boxed(first, kSpot);
    const cv::Mat b = boxed(second, kSpot);
    const cv::Mat residual = toneResidual(a, b, mask);
    const cv::Mat inner = innerPart(mask);
    cv::Mat slope;
    cv::min(slopeOf(a), slopeOf(b), slope);
    double most = 0;
    cv::minMaxLoc(residual - kMisaligned * slope, nullptr, &most, nullptr, nullptr, inner);
    return std::max(0.0, most) / (quantileIn(residual, inner, kOrdinary) + kInvisible);
}

} // namespace lookalike
