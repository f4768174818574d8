// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/local_correlation.h"

#include "core/duplicates/verify/raster_values.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

constexpr double kTypicalDeviation = 50; ///< tones are scaled to this before windows are compared
constexpr double kLeastDeviation = 12;   ///< below this, a picture counts as plain
constexpr double kNoise = 9;             ///< smaller variances are noise
constexpr double kLeastNorm = 0.2;       ///< fraction of the stronger variance

/// Means and variances of the window around each pixel.
struct Windows {
    cv::Mat mean;
    cv::Mat variance;
};

Windows windowsOf(const cv::Mat& grey)
{
    Windows windows;
    windows.mean = boxed(grey, kTextureWindow);
    windows.variance = boxed(grey.mul(grey), kTextureWindow) - windows.mean.mul(windows.mean);
    cv::max(windows.variance, 0, windows.variance);
    return windows;
}

/// Returns the mean squared gradient relative to the variance, which blur lowers and noise raises.
double fineContrast(const cv::Mat& grey, const cv::Mat& mask)
{
    const double deviation = tonesOf(grey, mask).deviation;
    cv::Mat x;
    cv::Mat y;
    cv::Sobel(grey, x, CV_32F, 1, 0, 1);
    cv::Sobel(grey, y, CV_32F, 0, 1, 1);
    return cv::mean(x.mul(x) + y.mul(y), mask)[0] / std::max(1.0, deviation * deviation);
}

} // namespace

LocalCorrelation correlate(const cv::Mat& a, const cv::Mat& b, const cv::Mat& reference)
{
    const auto fitted = [&reference](const cv::Mat& grey) {
        const Tones tones = tonesOf(grey, reference);
        return cv::Mat((grey - tones.mean) *
                       (kTypicalDeviation / std::max(kLeastDeviation, tones.deviation)));
    };
    LocalCorrelation result;
    result.fitA = fitted(a);
    result.fitB = fitted(b);
    const Windows windowsA = windowsOf(result.fitA);
    const Windows windowsB = windowsOf(result.fitB);
    const cv::Mat covariance =
        boxed(result.fitA.mul(result.fitB), kTextureWindow) - windowsA.mean.mul(windowsB.mean);
    cv::Mat norm;
    cv::sqrt(windowsA.variance.mul(windowsB.variance), norm);
    cv::max(windowsA.variance, windowsB.variance, result.strongest);
    // Something added to a blank area correlates with nothing.
    norm = cv::max(norm, result.strongest * kLeastNorm);
    cv::divide(covariance + kNoise, norm + kNoise, result.local);
    return result;
}

double equalizeSharpness(cv::Mat& first, cv::Mat& second, const cv::Mat& mask)
{
    const double firstContrast = fineContrast(first, mask);
    const double secondContrast = fineContrast(second, mask);
    if (firstContrast <= 0 || secondContrast <= 0)
        return 1;
    cv::Mat& sharper = firstContrast > secondContrast ? first : second;
    const double wanted = std::min(firstContrast, secondContrast) * 1.1;
    const cv::Mat original = sharper;
    for (const double sigma : {0.7, 1.1, 1.6, 2.2, 3.0, 4.0}) {
        if (fineContrast(sharper, mask) <= wanted)
            break;
        sharper = softened(original, sigma);
    }
    return std::sqrt(secondContrast / firstContrast);
}

} // namespace lookalike
