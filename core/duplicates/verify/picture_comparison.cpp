// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/picture_comparison.h"

#include "core/duplicates/verify/moved_parts.h"
#include "core/duplicates/verify/overlap.h"
#include "core/duplicates/verify/warped.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace lookalike {

namespace {

constexpr int kTextureWindow = 9;
constexpr double kTypicalDeviation = 50;  ///< tones are scaled to this before windows are compared
constexpr double kLeastDeviation = 12;    ///< below this, a picture counts as plain
constexpr double kMinWindowVariance = 36; ///< minimum variance of a textured window
constexpr double kNoise = 9;              ///< smaller variances are noise
constexpr double kExact = 0.3;            ///< smaller variances mean one exact tone
constexpr double kLeastNorm = 0.2;        ///< fraction of the stronger variance
constexpr double kNeverSwallowed = 900;   ///< variance that over- or underexposure cannot remove
constexpr double kSwallowedDark = 90;     ///< tones that underexposure may make black
constexpr double kSwallowedBright = 150;  ///< tones that overexposure may make white
constexpr double kMostWeight = 900;       ///< larger contrast has no more weight
constexpr double kLeastAgreement = 0.5;   ///< alignments below this are not examined further
constexpr int kLeastPixels = 200;
constexpr double kAgrees = 0.8;
constexpr double kDiffers = 0.45;
constexpr double kToneStep = 34; ///< minimum difference of tones that differ

/// Means and variances of the window around each pixel.
struct Windows {
    cv::Mat mean;
    cv::Mat variance;
};

cv::Mat boxed(const cv::Mat& values)
{
    cv::Mat result;
    cv::boxFilter(values, result, CV_32F, {kTextureWindow, kTextureWindow}, {-1, -1}, true,
                  cv::BORDER_REFLECT);
    return result;
}

Windows windowsOf(const cv::Mat& grey)
{
    Windows windows;
    windows.mean = boxed(grey);
    windows.variance = boxed(grey.mul(grey)) - windows.mean.mul(windows.mean);
    cv::max(windows.variance, 0, windows.variance);
    return windows;
}

struct Tones {
    double mean = 0;
    double deviation = 0;
};

Tones tonesOf(const cv::Mat& grey, const cv::Mat& mask)
{
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(grey, mean, deviation, mask);
    return {mean[0], deviation[0]};
}

/// Returns the mean squared gradient relative to the variance, which blur lowers and noise raises.
double fineContrast(const cv::Mat& grey, const cv::Mat& mask, double deviation)
{
    cv::Mat x;
    cv::Mat y;
    cv::Sobel(grey, x, CV_32F, 1, 0, 1);
    cv::Sobel(grey, y, CV_32F, 0, 1, 1);
    return cv::mean(x.mul(x) + y.mul(y), mask)[0] / std::max(1.0, deviation * deviation);
}

cv::Mat softened(const cv::Mat& grey, double sigma)
{
    cv::Mat result;
    cv::GaussianBlur(grey, result, {}, sigma, sigma, cv::BORDER_REFLECT);
    return result;
}

/// Blurs the sharper picture until both are equally sharp. Returns the second's sharpness relative
/// to the first's.
double equalizeSharpness(cv::Mat& first, cv::Mat& second, const cv::Mat& mask)
{
    const auto contrast = [&mask](const cv::Mat& grey) {
        return fineContrast(grey, mask, tonesOf(grey, mask).deviation);
    };
    const double firstContrast = contrast(first);
    const double secondContrast = contrast(second);
    if (firstContrast <= 0 || secondContrast <= 0)
        return 1;
    cv::Mat& sharper = firstContrast > secondContrast ? first : second;
    const double wanted = std::min(firstContrast, secondContrast) * 1.1;
    const cv::Mat original = sharper;
    for (const double sigma : {0.7, 1.1, 1.6, 2.2, 3.0, 4.0}) {
        if (contrast(sharper) <= wanted)
            break;
        sharper = softened(original, sigma);
    }
    return std::sqrt(secondContrast / firstContrast);
}

double share(const cv::Mat& of, double area)
{
    return cv::countNonZero(of) / std::max(1.0, area);
}

/// Fits a line that maps the second's tones to the first's, over pixels whose windows agree.
void fitTones(const cv::Mat& first, const cv::Mat& second, const cv::Mat& agreeing,
              PictureComparison& result)
{
    if (cv::countNonZero(agreeing) < 50)
        return;
    const Tones a = tonesOf(first, agreeing);
    const Tones b = tonesOf(second, agreeing);
    result.toneGain = b.deviation > 2 && a.deviation > 2 ? b.deviation / a.deviation : 1;
    result.toneOffset = b.mean - a.mean * result.toneGain;
}

/// Maps each sixteenth of the second's tones to the first's median tone, interpolated over gaps,
/// which follows curves and not only lines. Uses the means of windows.
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

/// Returns true if all pixels that the other picture does not show are of one tone; false if there
/// are none. `map` leads from the other's fractions to the picture's.
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

/// Returns the degrees from the nearest quarter turn.
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

void compareColours(const VerifiablePicture& first, const VerifiablePicture& second,
                    const Overlap& overlap, PictureComparison& result)
{
    const double factor = std::min(1.0, 48.0 / std::max(overlap.width, overlap.height));
    const cv::Size size(std::max(4, static_cast<int>(overlap.width * factor)),
                        std::max(4, static_cast<int>(overlap.height * factor)));
    const Homography toRaster =
        composed({1, 0, -0.5, 0, 1, -0.5, 0, 0, 1},
                 composed(scaling(static_cast<double>(overlap.width) / size.width,
                                  static_cast<double>(overlap.height) / size.height),
                          {1, 0, 0.5, 0, 1, 0.5, 0, 0, 1}));
    cv::Mat firstMask;
    cv::Mat secondMask;
    const auto view = [](const Image& image) {
        return cv::Mat(image.height, image.width, CV_8UC3,
                       const_cast<std::uint8_t*>(image.pixels.data()));
    };
    cv::Mat a =
        warped(view(first.colour), composed(overlap.rasterToFirst, toRaster), size, firstMask);
    cv::Mat b =
        warped(view(second.colour), composed(overlap.rasterToSecond, toRaster), size, secondMask);
    const cv::Mat mask = firstMask & secondMask;
    cv::Mat apart;
    cv::absdiff(a, b, apart);
    const cv::Scalar mean = cv::mean(apart, mask);
    result.difference = (mean[0] + mean[1] + mean[2]) / 3;
    // The small pictures were sampled at different positions, so at sharp edges only the colours
    // around a pixel are comparable.
    for (cv::Mat* colours : {&a, &b}) {
        colours->setTo(0, ~mask);
        cv::blur(*colours, *colours, {5, 5});
        cv::cvtColor(*colours, *colours, cv::COLOR_RGB2YCrCb);
    }
    cv::absdiff(a, b, apart);
    const cv::Scalar chroma = cv::mean(apart, mask);
    result.chromaDifference = (chroma[1] + chroma[2]) / 2;
}

/// Compares the tones without fitting.
void compareTones(const cv::Mat& a, const cv::Mat& b, const cv::Mat& mask,
                  PictureComparison& result)
{
    const cv::Mat apart = cv::abs(a - b);
    result.greyDifference = cv::mean(apart, mask)[0];
    cv::minMaxLoc(boxed(apart), nullptr, &result.worstDifference, nullptr, nullptr, mask);
    result.deviation = tonesOf(a, mask).deviation;
}

/// The correlation of windows of two pictures after their tones are brought to one scale.
struct Correlation {
    cv::Mat local;     ///< -1 to 1
    cv::Mat strongest; ///< the larger variance of the two
    cv::Mat fitA;      ///< tones on one scale
    cv::Mat fitB;
};

/// The `reference` pixels determine the scale of the tones.
Correlation correlate(const cv::Mat& a, const cv::Mat& b, const cv::Mat& reference)
{
    const auto fitted = [&reference](const cv::Mat& grey) {
        const Tones tones = tonesOf(grey, reference);
        return cv::Mat((grey - tones.mean) *
                       (kTypicalDeviation / std::max(kLeastDeviation, tones.deviation)));
    };
    Correlation result;
    result.fitA = fitted(a);
    result.fitB = fitted(b);
    const Windows windowsA = windowsOf(result.fitA);
    const Windows windowsB = windowsOf(result.fitB);
    const cv::Mat covariance =
        boxed(result.fitA.mul(result.fitB)) - windowsA.mean.mul(windowsB.mean);
    cv::Mat norm;
    cv::sqrt(windowsA.variance.mul(windowsB.variance), norm);
    cv::max(windowsA.variance, windowsB.variance, result.strongest);
    // Something added to a blank area correlates with nothing.
    norm = cv::max(norm, result.strongest * kLeastNorm);
    cv::divide(covariance + kNoise, norm + kNoise, result.local);
    return result;
}

/// Returns the median of the values in the mask; 0 if there are none.
double median(const cv::Mat& values, const cv::Mat& mask)
{
    std::vector<float> all;
    for (int y = 0; y < values.rows; ++y)
        for (int x = 0; x < values.cols; ++x)
            if (mask.at<std::uint8_t>(y, x) != 0)
                all.push_back(values.at<float>(y, x));
    if (all.empty())
        return 0;
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::nth_element(all.begin(), middle, all.end());
    return static_cast<double>(*middle);
}

/// Returns where exposure may have made one picture black or white. No exposure makes a bright area
/// of one black in the other; that is a different picture.
cv::Mat clippedPart(const cv::Mat& meansA, const cv::Mat& meansB)
{
    cv::Mat darker;
    cv::Mat brighter;
    cv::min(meansA, meansB, darker);
    cv::max(meansA, meansB, brighter);
    return ((darker < 4) & (brighter < kSwallowedDark)) |
           ((brighter > 249) & (darker > kSwallowedBright));
}

void compareStructure(cv::Mat a, cv::Mat b, const cv::Mat& mask, PictureComparison& result)
{
    const double area = cv::countNonZero(mask);
    const cv::Mat meansA = boxed(a);
    const cv::Mat meansB = boxed(b);
    const cv::Mat clipped = clippedPart(meansA, meansB);
    const cv::Mat residual = toneResidual(meansA, meansB, mask);

    // Text or a logo is sharper and brighter than the photo, so the area that agrees at first sight
    // determines the scale of tones and sharpness.
    cv::Mat reference = (correlate(a, b, mask).local > kDiffers) & (residual < kToneStep) & mask;
    if (cv::countNonZero(reference) < area / 4)
        reference = mask;
    result.sharpness = equalizeSharpness(a, b, reference);
    const Correlation c = correlate(a, b, reference);
    // Areas where exposure removed faint texture from one picture cannot be compared.
    const cv::Mat usable = mask & ~(clipped & (c.strongest < kNeverSwallowed));
    const cv::Mat textured = (c.strongest > kMinWindowVariance) & usable;
    const cv::Mat differs = ((c.local < kDiffers) & textured) | ((residual > kToneStep) & usable);
    const double texturedArea = cv::countNonZero(textured);
    result.textured = texturedArea / area;
    result.plain = share((c.strongest < kExact) & mask, area);
    result.changed = share(differs, area);
    if (texturedArea > 0) {
        cv::Mat weight;
        cv::sqrt(cv::min(c.strongest, kMostWeight), weight);
        result.agreement =
            cv::mean(weight.mul(c.local), textured)[0] / cv::mean(weight, textured)[0];
        result.typical = median(c.local, textured);
        result.changedFine = share(textured & (c.local < kAgrees), texturedArea);
    }
    if (result.agreement < kLeastAgreement)
        return;
    fitTones(a, b, textured & (c.local > kAgrees), result);
    result.moved = movedPart(c.fitA, c.fitB, differs & textured, mask);
}

} // namespace

std::optional<PictureComparison> compareAligned(const VerifiablePicture& first,
                                                const VerifiablePicture& second,
                                                const Alignment& alignment)
{
    const auto overlap = overlapOf(first, second, alignment.secondToFirst);
    if (!overlap)
        return {};
    PictureComparison result;
    result.alignment = alignment;
    result.firstShown = overlap->firstShown;
    result.secondShown = overlap->secondShown;
    result.tilt = tiltOf(first, second, alignment.secondToFirst);
    const cv::Size size(overlap->width, overlap->height);
    cv::Mat mask;
    cv::Mat secondMask;
    cv::Mat a = warpedGrey(first, overlap->rasterToFirst, size, mask);
    cv::Mat b = warpedGrey(second, overlap->rasterToSecond, size, secondMask);
    mask &= secondMask;
    if (cv::countNonZero(mask) < kLeastPixels)
        return {};
    a = softened(a, 0.8);
    b = softened(b, 0.8);
    compareTones(a, b, mask, result);
    compareStructure(a, b, mask, result);
    if (result.agreement < kLeastAgreement && result.textured > 0.03)
        return result; // the rest only distinguishes good alignments
    result.borderOnFirst = outsideIsPlain(first, alignment.secondToFirst);
    result.borderOnSecond = outsideIsPlain(second, inverse(alignment.secondToFirst));
    compareColours(first, second, *overlap, result);
    return result;
}

} // namespace lookalike
