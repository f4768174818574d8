// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/fine_detail.h"

#include "core/duplicates/verify/opencv_errors.h"
#include "core/duplicates/verify/picture_view.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

constexpr int kSmallestSide = 64;
constexpr int kDetailTile = 160;
constexpr int kTilesASide = 5;
/// Interpolations whose combinations approximate those of other programs.
constexpr std::array kWays{int{cv::INTER_NEAREST}, int{cv::INTER_LINEAR}, int{cv::INTER_CUBIC},
                           int{cv::INTER_LANCZOS4}};
/// The interpolations, a blurred one, and a constant.
constexpr int kDetailParts = static_cast<int>(kWays.size()) + 2;

/// Returns the part `place` of `coarse`, enlarged to the size of `fine`.
cv::Mat enlarged(const cv::Mat& coarse, cv::Size fine, const cv::Rect& place, int way)
{
    const double x = static_cast<double>(coarse.cols) / fine.width;
    const double y = static_cast<double>(coarse.rows) / fine.height;
    // Pixel centres have half-integer coordinates.
    const cv::Matx23d toCoarse(x, 0, (place.x + 0.5) * x - 0.5, 0, y, (place.y + 0.5) * y - 0.5);
    cv::Mat tile;
    cv::warpAffine(coarse, tile, toCoarse, place.size(), way | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    cv::Mat values;
    tile.convertTo(values, CV_32F);
    return values;
}

/// Returns the mean square of what no enlargement of `coarse` explains in `fine`.
double unpredicted(const cv::Mat& fine, const cv::Mat& coarse)
{
    cv::Mat products = cv::Mat::zeros(kDetailParts, kDetailParts, CV_64F);
    cv::Mat matches = cv::Mat::zeros(kDetailParts, 1, CV_64F);
    double energy = 0;
    double count = 0;
    const cv::Size tile(std::min(kDetailTile, fine.cols), std::min(kDetailTile, fine.rows));
    for (int i = 0; i < kTilesASide * kTilesASide; ++i) {
        const cv::Rect place((fine.cols - tile.width) * (i % kTilesASide) / (kTilesASide - 1),
                             (fine.rows - tile.height) * (i / kTilesASide) / (kTilesASide - 1),
                             tile.width, tile.height);
        cv::Mat wanted;
        fine(place).convertTo(wanted, CV_32F);
        std::vector<cv::Mat> parts;
        for (const int way : kWays)
            parts.push_back(enlarged(coarse, fine.size(), place, way));
        cv::Mat blurred;
        cv::GaussianBlur(parts[1], blurred, {}, 1.0);
        parts.push_back(std::move(blurred));
        parts.emplace_back(tile, CV_32F, cv::Scalar(128));
        for (int a = 0; a < kDetailParts; ++a) {
            const cv::Mat& part = parts[static_cast<std::size_t>(a)];
            for (int b = 0; b <= a; ++b)
                products.at<double>(a, b) += part.dot(parts[static_cast<std::size_t>(b)]);
            matches.at<double>(a) += part.dot(wanted);
        }
        energy += wanted.dot(wanted);
        count += tile.area();
    }
    cv::completeSymm(products, true);
    cv::Mat weights;
    cv::solve(products, matches, weights, cv::DECOMP_SVD);
    return std::max(energy - weights.dot(matches), 0.0) / count;
}

} // namespace

Result<double> finerDetail(const Image& larger, const Image& smaller)
{
    const double scale = static_cast<double>(larger.width) / std::max(smaller.width, 1);
    if (scale <= 1 || larger.height <= smaller.height ||
        std::min(smaller.width, smaller.height) < kSmallestSide)
        return fail(ErrorCode::InvalidArgument,
                    "The pictures are too small to compare their detail"_msg);
    return catchOpenCvErrors<double>([&] {
        const cv::Mat fine = greyOf(larger);
        const cv::Mat coarse = greyOf(smaller);
        cv::Mat coarser;
        cv::resize(coarse, coarser, {coarse.cols / 2, coarse.rows / 2}, 0, 0, cv::INTER_AREA);
        constexpr double kRounding = 0.1; // of 8-bit values
        return unpredicted(fine, coarse) / std::max(unpredicted(coarse, coarser), kRounding);
    });
}

} // namespace lookalike
