// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/sharpened_copy.h"

#include "core/duplicates/verify/opencv_errors.h"
#include "core/duplicates/verify/picture_view.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace lookalike {

namespace {

constexpr int kFilterTile = 256;
constexpr int kFilterPlaces = 4;  ///< tiles along a side
constexpr int kFilterMargin = 24; ///< pixels around a tile that its filter may use
constexpr int kBlock = static_cast<int>(kJpegBlock);
constexpr int kLeastSide = 64;
const Message kTooSmall = "The pictures are too small to compare their detail"_msg;

/// The radii of the details whose weighted sum is the difference that a filter makes.
using Radii = std::vector<double>;

/// What a linear filter makes of a picture: the picture, plus its details of several radii times
/// their weights, plus a constant.
class FittedFilter {
public:
    /// Finds the weights with which `source` is most like `result`. With `contrast` the filter may
    /// change the contrast as well.
    FittedFilter(const cv::Mat& source, const cv::Mat& result, Radii radii, bool contrast)
        : m_source(source)
        , m_result(result)
        , m_radii(std::move(radii))
        , m_contrast(contrast)
    {
        const int count = static_cast<int>(m_radii.size()) + int{m_contrast};
        cv::Mat products = cv::Mat::zeros(count, count, CV_64F);
        cv::Mat matches = cv::Mat::zeros(count, 1, CV_64F);
        for (const cv::Rect& place : places()) {
            const cv::Mat wanted = difference(place);
            const std::vector<cv::Mat> parts = partsAt(place);
            for (int a = 0; a < count; ++a) {
                const cv::Mat& part = parts[static_cast<std::size_t>(a)];
                matches.at<double>(a) += part.dot(wanted);
                for (int b = 0; b <= a; ++b)
                    products.at<double>(a, b) += part.dot(parts[static_cast<std::size_t>(b)]);
            }
            m_energy += wanted.dot(wanted);
            m_pixels += place.area();
        }
        cv::completeSymm(products, true);
        cv::solve(products, matches, m_weights, cv::DECOMP_SVD);
        m_explained = m_weights.dot(matches);
    }

    /// How much of the difference the filter explains, 0 to 1; 0 where hardly anything differs.
    [[nodiscard]] double explained() const
    {
        constexpr double kLeastDifference = 0.1; // mean square, of 8-bit values
        if (m_energy < kLeastDifference * m_pixels)
            return 0;
        return std::clamp(m_explained / m_energy, 0.0, 1.0);
    }

    /// The tiles that are looked at. Their corners are those of JPEG blocks.
    [[nodiscard]] std::vector<cv::Rect> places() const
    {
        const auto whole = [](int side) { return std::min(kFilterTile, side) / kBlock * kBlock; };
        const cv::Size tile(whole(m_source.cols), whole(m_source.rows));
        const auto start = [](int free, int i) {
            return free * i / (kFilterPlaces - 1) / kBlock * kBlock;
        };
        std::vector<cv::Rect> places;
        for (int y = 0; y < kFilterPlaces; ++y)
            for (int x = 0; x < kFilterPlaces; ++x)
                places.emplace_back(cv::Point(start(m_source.cols - tile.width, x),
                                              start(m_source.rows - tile.height, y)),
                                    tile);
        return places;
    }

    /// What the filter makes of the source at `place`, and what the result is there.
    [[nodiscard]] std::pair<cv::Mat, cv::Mat> madeAndWanted(const cv::Rect& place) const
    {
        cv::Mat wanted;
        m_result(place).convertTo(wanted, CV_32F);
        cv::Mat made;
        m_source(place).convertTo(made, CV_32F);
        made += cv::mean(wanted - made);
        const std::vector<cv::Mat> parts = partsAt(place);
        for (std::size_t i = 0; i < parts.size(); ++i)
            made += m_weights.at<double>(static_cast<int>(i)) * parts[i];
        return {made, wanted};
    }

private:
    [[nodiscard]] cv::Mat difference(const cv::Rect& place) const
    {
        cv::Mat before;
        m_source(place).convertTo(before, CV_32F);
        cv::Mat after;
        m_result(place).convertTo(after, CV_32F);
        after -= before;
        after -= cv::mean(after);
        return after;
    }

    [[nodiscard]] std::vector<cv::Mat> partsAt(const cv::Rect& place) const
    {
        const cv::Rect around =
            cv::Rect(place.x - kFilterMargin, place.y - kFilterMargin,
                     place.width + 2 * kFilterMargin, place.height + 2 * kFilterMargin) &
            cv::Rect(0, 0, m_source.cols, m_source.rows);
        const cv::Rect inside(place.tl() - around.tl(), place.size());
        cv::Mat source;
        m_source(around).convertTo(source, CV_32F);
        std::vector<cv::Mat> parts;
        for (const double radius : m_radii) {
            cv::Mat blurred;
            cv::GaussianBlur(source, blurred, {}, radius);
            parts.push_back((source - blurred)(inside));
        }
        if (m_contrast) {
            const cv::Mat tile = source(inside);
            parts.push_back(tile - cv::mean(tile));
        }
        return parts;
    }

    const cv::Mat m_source;
    const cv::Mat m_result;
    const Radii m_radii;
    const bool m_contrast;
    cv::Mat m_weights;
    double m_explained = 0;
    double m_energy = 0;
    double m_pixels = 0;
};

bool areComparable(const FullPicture& first, const FullPicture& second)
{
    return first.width == second.width && first.height == second.height &&
           std::min(first.width, first.height) >= kLeastSide;
}

/// The orthonormal cosine transform of a block (T.81, A.3.3).
cv::Matx<float, kBlock, kBlock> cosineTransform()
{
    cv::Matx<float, kBlock, kBlock> transform;
    for (int frequency = 0; frequency < kBlock; ++frequency)
        for (int at = 0; at < kBlock; ++at)
            transform(frequency, at) = static_cast<float>(
                (frequency == 0 ? std::sqrt(0.5) : 1.0) / 2 *
                std::cos((2 * at + 1) * frequency * std::numbers::pi / (2 * kBlock)));
    return transform;
}

/// How often a filter misses what the file of its result stores by more than the rounding.
struct Misses {
    double stored = 0;      ///< share of the coefficients that are not zero
    double zero = 0;        ///< share of those that are zero where the filter makes something
    double unexplained = 0; ///< share of the difference that the filter does not explain
};

Misses missesOf(const cv::Mat& source, const JpegPicture& result)
{
    constexpr float kRounding = 0.6F;  ///< of a step; half of one, and what decoding adds
    constexpr float kEightBits = 0.7F; ///< what rounding pixels adds to a coefficient
    constexpr float kSomething = 0.25F;
    constexpr double kNothing = 1e-4;
    constexpr double kFew = 0.01; ///< keeps a quotient of two small shares near 1
    static const auto kTransform = cosineTransform();
    const FittedFilter filter(source, viewOf(result.luma), {0.5, 0.8, 1.3, 2.0, 5.0}, true);
    double stored = 0;
    double storedMissed = 0;
    double zero = 0;
    double zeroMissed = 0;
    for (const cv::Rect& place : filter.places()) {
        const auto [made, wanted] = filter.madeAndWanted(place);
        for (int y = 0; y < place.height; y += kBlock)
            for (int x = 0; x < place.width; x += kBlock) {
                const auto coefficients = [&](const cv::Mat& tile) {
                    const cv::Matx<float, kBlock, kBlock> block(
                        tile(cv::Rect(x, y, kBlock, kBlock)));
                    return kTransform * block * kTransform.t();
                };
                const auto filtered = coefficients(made);
                const auto decoded = coefficients(wanted);
                // The first one is the mean, which no sharpening changes.
                for (int i = 1; i < kBlock * kBlock; ++i) {
                    const float step = result.steps[static_cast<std::size_t>(i)];
                    const float value = filtered.val[i] / step;
                    const float rounded = std::round(decoded.val[i] / step);
                    const bool missed =
                        step * std::abs(rounded - value) > kRounding * step + kEightBits;
                    if (rounded != 0) {
                        ++stored;
                        storedMissed += int{missed};
                    } else if (std::abs(value) > kSomething) {
                        ++zero;
                        zeroMissed += int{missed};
                    }
                }
            }
    }
    return {storedMissed / std::max(stored, 1.0) + kFew, zeroMissed / std::max(zero, 1.0) + kFew,
            1 - filter.explained() + kNothing};
}

} // namespace

Result<double> explainedBySharpening(const FullPicture& first, const FullPicture& second)
{
    if (!areComparable(first, second))
        return fail(ErrorCode::InvalidArgument, kTooSmall);
    return catchOpenCvErrors<double>([&] {
        return FittedFilter(viewOf(first), viewOf(second), {0.8, 2.0, 5.0}, false).explained();
    });
}

Result<bool> isSharpenedCopy(const JpegPicture& blunter, const JpegPicture& sharper)
{
    // Of 194 copies of eight photos, sharpened in six ways or blurred in five, at four qualities,
    // these called all sharpened ones so, and four blurs of half a pixel as well.
    constexpr double kMoreMisses = 20;
    constexpr double kMoreLeft = 4.1;
    if (!areComparable(blunter.luma, sharper.luma))
        return fail(ErrorCode::InvalidArgument, kTooSmall);
    return catchOpenCvErrors<bool>([&] {
        const Misses sharpening = missesOf(viewOf(blunter.luma), sharper);
        const Misses blurring = missesOf(viewOf(sharper.luma), blunter);
        return sharpening.stored / blurring.stored * sharpening.zero / blurring.zero <
                   kMoreMisses &&
               sharpening.unexplained < kMoreLeft * blurring.unexplained;
    });
}

} // namespace lookalike
