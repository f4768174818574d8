// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/sharpness.h"

#include "core/duplicates/verify/opencv_errors.h"
#include "core/duplicates/verify/picture_view.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

namespace lookalike {

namespace {

constexpr int kSharpnessTiles = 8;  ///< along a side
constexpr double kSharpTiles = 0.1; ///< fraction of the tiles that counts: what is in focus
constexpr double kClearlySharper = 1.15;

} // namespace

Result<double> sharpnessOf(const Image& picture)
{
    const int shortSide = std::min(picture.width, picture.height);
    if (shortSide < 8 * kSharpnessTiles)
        return fail(ErrorCode::InvalidArgument,
                    "The pictures are too small to compare their detail"_msg);
    return catchOpenCvErrors<double>([&] {
        cv::Mat grey = greyOf(picture);
        if (const double scale = static_cast<double>(kSharpnessSide) / shortSide; scale < 1)
            cv::resize(grey, grey, {}, scale, scale, cv::INTER_AREA);
        cv::Mat fine;
        cv::Laplacian(grey, fine, CV_32F);
        std::vector<double> tiles;
        for (int y = 0; y < kSharpnessTiles; ++y)
            for (int x = 0; x < kSharpnessTiles; ++x)
                tiles.push_back(varianceOf(
                    fine(cv::Rect(fine.cols * x / kSharpnessTiles, fine.rows * y / kSharpnessTiles,
                                  fine.cols / kSharpnessTiles, fine.rows / kSharpnessTiles))));
        const auto counted =
            static_cast<std::ptrdiff_t>(std::ceil(kSharpTiles * static_cast<double>(tiles.size())));
        std::nth_element(tiles.begin(), tiles.begin() + counted - 1, tiles.end(), std::greater<>());
        const double contrast = varianceOf(grey);
        return std::sqrt(tiles[static_cast<std::size_t>(counted - 1)] / std::max(contrast, 1.0));
    });
}

Result<double> explainedBySharpening(const Image& first, const Image& second)
{
    if (first.width != second.width || first.height != second.height ||
        std::min(first.width, first.height) < 8 * kSharpnessTiles)
        return fail(ErrorCode::InvalidArgument,
                    "The pictures are too small to compare their detail"_msg);
    return catchOpenCvErrors<double>([&] {
        constexpr std::array kRadii{0.8, 2.0, 5.0};
        constexpr double kLeastDifference = 1; // mean square, of 8-bit values
        constexpr int kTile = 256;
        constexpr int kPlaces = 4; ///< tiles along a side
        const cv::Mat a = greyOf(first);
        const cv::Mat b = greyOf(second);
        const cv::Size tile(std::min(kTile, a.cols), std::min(kTile, a.rows));
        cv::Matx<double, kRadii.size(), kRadii.size()> products;
        cv::Vec<double, kRadii.size()> matches;
        double energy = 0;
        double count = 0;
        for (int i = 0; i < kPlaces * kPlaces; ++i) {
            const cv::Rect place((a.cols - tile.width) * (i % kPlaces) / (kPlaces - 1),
                                 (a.rows - tile.height) * (i / kPlaces) / (kPlaces - 1), tile.width,
                                 tile.height);
            cv::Mat before;
            a(place).convertTo(before, CV_32F);
            cv::Mat difference;
            b(place).convertTo(difference, CV_32F);
            difference -= before;
            difference -= cv::mean(difference);
            std::array<cv::Mat, kRadii.size()> details;
            for (std::size_t r = 0; r < kRadii.size(); ++r) {
                cv::GaussianBlur(before, details[r], {}, kRadii[r]);
                details[r] = before - details[r];
                matches[static_cast<int>(r)] += details[r].dot(difference);
                for (std::size_t other = 0; other <= r; ++other)
                    products(static_cast<int>(r), static_cast<int>(other)) +=
                        details[r].dot(details[other]);
            }
            energy += difference.dot(difference);
            count += tile.area();
        }
        if (energy < kLeastDifference * count)
            return 0.0;
        for (int r = 0; r < products.rows; ++r)
            for (int other = r + 1; other < products.cols; ++other)
                products(r, other) = products(other, r);
        const cv::Vec<double, kRadii.size()> weights = products.solve(matches, cv::DECOMP_SVD);
        return std::clamp(weights.dot(matches) / energy, 0.0, 1.0);
    });
}

std::optional<std::size_t> clearlySharpest(std::span<const double> sharpness)
{
    const auto sharpest = std::ranges::max_element(sharpness);
    for (auto other = sharpness.begin(); other != sharpness.end(); ++other)
        if (other != sharpest && *other * kClearlySharper > *sharpest)
            return {};
    if (sharpest == sharpness.end() || sharpness.size() < 2)
        return {};
    return static_cast<std::size_t>(sharpest - sharpness.begin());
}

} // namespace lookalike
