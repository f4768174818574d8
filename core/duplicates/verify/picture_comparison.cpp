// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/picture_comparison.h"

#include "core/duplicates/verify/local_correlation.h"
#include "core/duplicates/verify/moved_parts.h"
#include "core/duplicates/verify/overlap.h"
#include "core/duplicates/verify/plain_outside.h"
#include "core/duplicates/verify/raster_values.h"
#include "core/duplicates/verify/tone_changes.h"
#include "core/duplicates/verify/warped.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstdint>

namespace lookalike {

namespace {

constexpr double kMinWindowVariance = 36; ///< minimum variance of a textured window
constexpr double kExact = 0.3;            ///< smaller variances mean one exact tone
constexpr double kNeverSwallowed = 900;   ///< variance that over- or underexposure cannot remove
constexpr double kSwallowedDark = 90;     ///< tones that underexposure may make black
constexpr double kSwallowedBright = 150;  ///< tones that overexposure may make white
constexpr double kMostWeight = 900;       ///< larger contrast has no more weight
constexpr double kLeastAgreement = 0.5;   ///< alignments below this are not examined further
constexpr int kLeastPixels = 200;
constexpr double kAgrees = 0.8;
constexpr double kDiffers = 0.45;
constexpr double kToneStep = 34; ///< minimum difference of tones that differ

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
    cv::minMaxLoc(boxed(apart, kTextureWindow), nullptr, &result.worstDifference, nullptr, nullptr,
                  mask);
    result.deviation = tonesOf(a, mask).deviation;
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
    const cv::Mat meansA = boxed(a, kTextureWindow);
    const cv::Mat meansB = boxed(b, kTextureWindow);
    const cv::Mat clipped = clippedPart(meansA, meansB);
    const cv::Mat residual = toneResidual(meansA, meansB, mask);

    // Text or a logo is sharper and brighter than the photo, so the area that agrees at first sight
    // determines the scale of tones and sharpness.
    cv::Mat reference = (correlate(a, b, mask).local > kDiffers) & (residual < kToneStep) & mask;
    if (cv::countNonZero(reference) < area / 4)
        reference = mask;
    result.sharpness = equalizeSharpness(a, b, reference);
    const LocalCorrelation c = correlate(a, b, reference);
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
        result.typical = quantileIn(c.local, textured, 0.5);
        result.changedFine = share(textured & (c.local < kAgrees), texturedArea);
    }
    if (result.agreement < kLeastAgreement)
        return;
    fitTones(a, b, textured & (c.local > kAgrees), result);
    result.localChange = localChange(a, b, mask);
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
    cv::erode(mask, mask, {}); // pixels at its edge are of neither picture alone
    a = softened(continuedOutside(a, mask), 0.8);
    b = softened(continuedOutside(b, mask), 0.8);
    compareTones(a, b, mask, result);
    compareStructure(a, b, mask, result);
    if (result.agreement < kLeastAgreement && result.textured > 0.03)
        return result; // the rest only distinguishes good alignments
    const PlainBorders borders = plainBorders(first, second, alignment.secondToFirst);
    result.borderOnFirst = borders.first;
    result.borderOnSecond = borders.second;
    compareColours(first, second, *overlap, result);
    return result;
}

} // namespace lookalike
