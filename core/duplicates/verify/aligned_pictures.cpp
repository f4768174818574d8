// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/aligned_pictures.h"

#include "core/duplicates/verify/opencv_errors.h"
#include "core/duplicates/verify/picture_view.h"
#include "core/duplicates/verify/warped.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

/// The share of the differences that stays below the brightest tone.
constexpr double kStretchedPart = 0.995;
/// Differences as small as those of lossy compression are not amplified to a bright tone.
constexpr int kLeastWhite = 24;

Image toImage(const cv::Mat& mat)
{
    Image image(mat.cols, mat.rows);
    for (int y = 0; y < mat.rows; ++y)
        std::copy_n(mat.ptr(y), static_cast<std::size_t>(mat.cols) * 3, image.row(y));
    return image;
}

/// Returns the share of the pixels in `mask` with a difference that the eye notices.
double differingShare(const cv::Mat& difference, const cv::Mat& mask)
{
    constexpr int kNoticed = 16; ///< levels of a channel; compression stays below
    cv::Mat noticed;
    cv::inRange(difference, cv::Scalar::all(0), cv::Scalar::all(kNoticed - 1), noticed);
    const int all = cv::countNonZero(mask);
    return all == 0 ? 0 : static_cast<double>(cv::countNonZero(~noticed & mask)) / all;
}

/// Returns the value below which kStretchedPart of the differences are.
int whiteOf(const cv::Mat& difference, const cv::Mat& mask)
{
    std::array<std::size_t, 256> counts{};
    std::size_t total = 0;
    for (int y = 0; y < difference.rows; ++y)
        for (int x = 0; x < difference.cols; ++x) {
            if (mask.at<std::uint8_t>(y, x) == 0)
                continue;
            const auto& pixel = difference.at<cv::Vec3b>(y, x);
            ++counts[std::max({pixel[0], pixel[1], pixel[2]})];
            ++total;
        }
    auto below = static_cast<std::size_t>(static_cast<double>(total) * kStretchedPart);
    int white = 0;
    while (white < 255 && below >= counts[static_cast<std::size_t>(white)])
        below -= counts[static_cast<std::size_t>(white++)];
    return std::max(white, kLeastWhite);
}

AlignedPictures align(const Image& first, const Image& second, const Homography& secondToFirst,
                      int longSide)
{
    const double factor =
        std::min(1.0, static_cast<double>(longSide) / std::max(first.width, first.height));
    const cv::Size size(std::max(1, static_cast<int>(std::lround(first.width * factor))),
                        std::max(1, static_cast<int>(std::lround(first.height * factor))));
    cv::Mat a;
    cv::resize(viewOf(first), a, size, 0, 0, cv::INTER_AREA);
    const Homography rasterToFirst =
        composed(scaling(1.0 / size.width, 1.0 / size.height), {1, 0, 0.5, 0, 1, 0.5, 0, 0, 1});
    cv::Mat mask;
    cv::Mat b = warped(viewOf(second), composed(inverse(secondToFirst), rasterToFirst), size, mask);
    b.setTo(cv::Scalar::all(0), ~mask);
    cv::Mat difference;
    cv::absdiff(a, b, difference);
    difference.setTo(cv::Scalar::all(0), ~mask);
    const double differing = differingShare(difference, mask);
    difference.convertTo(difference, -1, 255.0 / whiteOf(difference, mask));
    return {toImage(a), toImage(b), toImage(difference), differing};
}

} // namespace

Result<AlignedPictures> alignPictures(const Image& first, const Image& second,
                                      const RelationEvidence& evidence, int longSide)
{
    const Homography& map = evidence.secondToFirst;
    if (first.isNull() || second.isNull() || longSide < 1)
        return fail(ErrorCode::InvalidArgument, "There are no two pictures to align"_msg);
    if (!std::all_of(map.begin(), map.end(), [](double v) { return std::isfinite(v); }) ||
        (inverse(map) == kIdentity && map != kIdentity))
        return fail(ErrorCode::InvalidArgument, "It is not known how the pictures align"_msg);
    return catchOpenCvErrors<AlignedPictures>([&] { return align(first, second, map, longSide); });
}

} // namespace lookalike
