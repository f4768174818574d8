// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/sharpness.h"

#include "core/duplicates/verify/opencv_errors.h"
#include "core/duplicates/verify/picture_view.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
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
