// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/sensor_noise.h"

#include "core/duplicates/verify/opencv_errors.h"
#include "core/duplicates/verify/picture_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace lookalike {

namespace {

constexpr int kNoiseTile = 32;
constexpr int kRim = 8; ///< margin in pixels around a tile for filters and shifts
constexpr std::size_t kMostTiles = 160;
constexpr std::size_t kLeastTiles = 12;
constexpr double kEvenest = 0.3; ///< share of the tiles that is examined
constexpr double kDarkest = 12;  ///< tiles with darker or brighter mean tones are clipped
constexpr double kBrightest = 243;
constexpr double kLeastNoise = 0.42; ///< minimum standard deviation in the finer band
constexpr double kMostRatio = 2.2;
constexpr int kNoiseReach = 1;

/// Two bands of fine detail, between two blurs each. Compression removes the finest detail first.
struct Band {
    double inner;
    double outer;
};
constexpr std::array kBands{Band{0, 1.0}, Band{0.8, 2.0}};
constexpr Band kShapes{1.2, 3.0}; ///< the band in which the scene is stronger than noise

cv::Mat bandOf(const cv::Mat& grey, const Band& band)
{
    cv::Mat values;
    grey.convertTo(values, CV_32F);
    cv::Mat outer;
    cv::GaussianBlur(values, outer, {}, band.outer);
    if (band.inner > 0)
        cv::GaussianBlur(values, values, {}, band.inner);
    return values - outer;
}

/// Returns the tiles with the smallest or the largest variation in both pictures, except black and
/// white ones.
std::vector<cv::Rect> tilesOf(const cv::Mat& first, const cv::Mat& second, bool even)
{
    std::vector<std::pair<double, cv::Rect>> ranked;
    for (int y = kRim; y + kNoiseTile + kRim <= first.rows; y += kNoiseTile)
        for (int x = kRim; x + kNoiseTile + kRim <= first.cols; x += kNoiseTile) {
            const cv::Rect tile(x, y, kNoiseTile, kNoiseTile);
            bool clipped = false;
            double most = 0;
            for (const cv::Mat* picture : {&first, &second}) {
                const double mean = cv::mean((*picture)(tile))[0];
                clipped = clipped || mean < kDarkest || mean > kBrightest;
                most = std::max(most, varianceOf((*picture)(tile)));
            }
            if (!clipped)
                ranked.emplace_back(most, tile);
        }
    std::ranges::sort(ranked, [even](const auto& a, const auto& b) {
        return even ? a.first < b.first : a.first > b.first;
    });
    const auto count = std::max<std::size_t>(
        std::min(kLeastTiles, ranked.size()),
        static_cast<std::size_t>(kEvenest * static_cast<double>(ranked.size())));
    // If there are more than enough, spread the selection over all of them.
    const std::size_t step = std::max<std::size_t>(1, count / kMostTiles);
    std::vector<cv::Rect> tiles;
    for (std::size_t i = 0; i < count && tiles.size() < kMostTiles; i += step)
        tiles.push_back(ranked[i].second);
    return tiles;
}

struct Agreement {
    double correlation = 0;
    double first = 0; ///< standard deviation of the band
    double second = 0;
};

/// Returns the agreement over all tiles at the best shift of at most `reach` pixels.
Agreement agreementIn(const Band& band, const cv::Mat& first, const cv::Mat& second,
                      const std::vector<cv::Rect>& tiles, int reach)
{
    const int shifts = 2 * reach + 1;
    std::vector<double> products(static_cast<std::size_t>(shifts * shifts));
    double a = 0;
    double b = 0;
    for (const cv::Rect& tile : tiles) {
        const cv::Rect around(tile.x - kRim, tile.y - kRim, kNoiseTile + 2 * kRim,
                              kNoiseTile + 2 * kRim);
        const cv::Rect inner(kRim, kRim, kNoiseTile, kNoiseTile);
        const cv::Mat u = bandOf(first(around), band);
        const cv::Mat v = bandOf(second(around), band);
        a += varianceOf(u(inner));
        b += varianceOf(v(inner));
        for (int dy = -reach; dy <= reach; ++dy)
            for (int dx = -reach; dx <= reach; ++dx)
                products[static_cast<std::size_t>(dy + reach) * static_cast<std::size_t>(shifts) +
                         static_cast<std::size_t>(dx + reach)] +=
                    u(inner).dot(v(inner + cv::Point(dx, dy))) / inner.area();
    }
    const double count = std::max<double>(1, static_cast<double>(tiles.size()));
    Agreement agreement;
    agreement.first = std::sqrt(a / count);
    agreement.second = std::sqrt(b / count);
    agreement.correlation = *std::ranges::max_element(products) / std::max(1e-9, std::sqrt(a * b));
    return agreement;
}

/// Returns true if the scene aligns pixel for pixel, which means that no edit moved it.
bool isInPlace(const cv::Mat& first, const cv::Mat& second)
{
    constexpr double kInPlace = 0.6;
    const std::vector<cv::Rect> tiles = tilesOf(first, second, false);
    return agreementIn(kShapes, first, second, tiles, 0).correlation > kInPlace;
}

NoiseAgreement judge(const cv::Mat& first, const cv::Mat& second)
{
    constexpr double kShares = 0.4;
    constexpr double kOtherFine = 0.1;
    constexpr double kOtherCoarse = 0.3; // both pictures contain faint texture of the scene
    const std::vector<cv::Rect> tiles = tilesOf(first, second, true);
    if (tiles.size() < kLeastTiles)
        return NoiseAgreement::Untold;
    const Agreement fine = agreementIn(kBands[0], first, second, tiles, kNoiseReach);
    const Agreement coarse = agreementIn(kBands[1], first, second, tiles, kNoiseReach);
    if (fine.correlation > kShares || coarse.correlation > kShares + kOtherCoarse)
        return NoiseAgreement::Shared;
    const auto [weaker, stronger] = std::minmax(fine.first, fine.second);
    if (weaker < kLeastNoise || stronger > kMostRatio * weaker || fine.correlation > kOtherFine ||
        coarse.correlation > kOtherCoarse)
        return NoiseAgreement::Untold;
    return isInPlace(first, second) ? NoiseAgreement::Other : NoiseAgreement::Untold;
}

} // namespace

Result<NoiseAgreement> compareNoise(const FullPicture& first, const FullPicture& second)
{
    if (first.width != second.width || first.height != second.height || first.grey.empty())
        return fail(ErrorCode::InvalidArgument,
                    "Only pictures of the same size can be compared by their noise"_msg);
    return catchOpenCvErrors<NoiseAgreement>([&] { return judge(viewOf(first), viewOf(second)); });
}

} // namespace lookalike
