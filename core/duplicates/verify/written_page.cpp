// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/written_page.h"

#include "core/duplicates/verify/picture_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace lookalike {

namespace {

constexpr int kGap = 9;           ///< pixels of the reduced picture; closes strokes and lines
constexpr double kEvenGround = 8; ///< maximum tone range across this many pixels
constexpr double kQuickPart = 0.55;

constexpr double kPagePixels = 1.5e6; ///< the writing is still visible as strokes
constexpr int kPageTile = 40;
constexpr double kGroundTones = 7;   ///< tolerance around the background tone, plus grain
constexpr double kGroundPart = 0.45; ///< minimum share of a tile with writing
constexpr double kPagePart = 0.8;    ///< minimum share of the tiles
constexpr double kMeanPart = 0.62;

/// Returns the share of the picture where the background is uniform after strokes are closed.
double evenPart(const cv::Mat& grey, int operation)
{
    const cv::Mat window = cv::getStructuringElement(cv::MORPH_RECT, {kGap, kGap});
    cv::Mat ground;
    cv::Mat highest;
    cv::Mat lowest;
    cv::morphologyEx(grey, ground, operation, window);
    cv::blur(ground, ground, {5, 5});
    cv::dilate(ground, highest, window);
    cv::erode(ground, lowest, window);
    return cv::countNonZero(highest - lowest < kEvenGround) / static_cast<double>(grey.total());
}

/// Estimates the standard deviation of the grain from the second difference. Immerkaer, "Fast noise
/// variance estimation", 1996, with the median instead of the mean.
double grainOf(const cv::Mat& grey)
{
    const cv::Mat kernel = (cv::Mat_<float>(3, 3) << 1, -2, 1, -2, 4, -2, 1, -2, 1);
    cv::Mat second;
    cv::filter2D(grey, second, CV_16S, kernel);
    std::array<std::size_t, 2048> counts{};
    for (int y = 0; y < second.rows; ++y)
        for (int x = 0; x < second.cols; ++x)
            ++counts[static_cast<std::size_t>(std::abs(int{second.at<std::int16_t>(y, x)}))];
    std::size_t below = second.total() / 2;
    std::size_t middle = 0;
    while (middle + 1 < counts.size() && below >= counts[middle])
        below -= counts[middle++];
    return static_cast<double>(middle) / 0.6745 / 6;
}

struct Ground {
    double part = 0; ///< share of a tile's pixels with its tone
    int tone = 0;    ///< middle of the tone range
};

/// Returns the most frequent tone of a tile, within `tones`.
Ground groundOf(const cv::Mat& tile, int tones)
{
    std::array<int, 256> counts{};
    for (int y = 0; y < tile.rows; ++y)
        for (int x = 0; x < tile.cols; ++x)
            ++counts[tile.at<std::uint8_t>(y, x)];
    int inside = 0;
    int most = 0;
    Ground ground;
    for (int tone = 0; tone < 256 + tones; ++tone) {
        inside += tone < 256 ? counts[static_cast<std::size_t>(tone)] : 0;
        if (const int gone = tone - 2 * tones - 1; gone >= 0)
            inside -= counts[static_cast<std::size_t>(gone)];
        if (inside > most) {
            most = inside;
            ground.tone = std::clamp(tone - tones, 0, 255);
        }
    }
    ground.part = most / static_cast<double>(tile.total());
    return ground;
}

/// Returns the boxes of a tile's marks that may be letters: strokes, much thinner than high, that
/// stand out from the grain.
std::vector<cv::Rect> lettersIn(const cv::Mat& tile, double grain)
{
    constexpr double kLeastContrast = 24;
    constexpr double kOverGrain = 8;
    constexpr int kLeastHeight = 3;        ///< dots and commas are smaller
    constexpr double kLeastDarkness = 0.7; ///< ragged edges of gradients reach at most half
    constexpr double kThickest = 0.3; ///< half the stroke width relative to the letter's height
    const Ground ground = groundOf(tile, static_cast<int>(kGroundTones));
    cv::Mat apart;
    cv::absdiff(tile, cv::Scalar(ground.tone), apart);
    double most = 0;
    cv::minMaxLoc(apart, nullptr, &most);
    std::vector<cv::Rect> letters;
    if (most < std::max(kLeastContrast, kOverGrain * grain))
        return letters;
    const cv::Mat ink = apart > most / 2;
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centroids);
    cv::Mat depth;
    cv::distanceTransform(ink, depth, cv::DIST_L2, 3);
    struct Mark {
        float depth = 0; ///< half the width of the thickest stroke
        int contrast = 0;
    };
    std::vector<Mark> marks(static_cast<std::size_t>(count));
    for (int y = 0; y < depth.rows; ++y)
        for (int x = 0; x < depth.cols; ++x) {
            Mark& mark = marks[static_cast<std::size_t>(labels.at<int>(y, x))];
            mark.depth = std::max(mark.depth, depth.at<float>(y, x));
            mark.contrast = std::max(mark.contrast, int{apart.at<std::uint8_t>(y, x)});
        }
    for (int i = 1; i < count; ++i) {
        const Mark& mark = marks[static_cast<std::size_t>(i)];
        const int width = stats.at<int>(i, cv::CC_STAT_WIDTH);
        const int height = stats.at<int>(i, cv::CC_STAT_HEIGHT);
        if (height >= kLeastHeight && width >= 2 && width < 6 * height && height < 6 * width &&
            height < tile.rows / 2 && static_cast<double>(mark.depth) < kThickest * height &&
            mark.contrast > kLeastDarkness * most)
            letters.emplace_back(stats.at<int>(i, cv::CC_STAT_LEFT),
                                 stats.at<int>(i, cv::CC_STAT_TOP), width, height);
    }
    return letters;
}

/// Returns true if two marks may be letters of one word or of words side by side.
bool areInLine(const cv::Rect& a, const cv::Rect& b)
{
    constexpr double kWordGap = 0.8; ///< relative to the higher one
    const int higher = std::max(a.height, b.height);
    const int lower = std::min(a.height, b.height);
    const int gap = std::max(a.x, b.x) - std::min(a.br().x, b.br().x);
    const int shared = std::min(a.br().y, b.br().y) - std::max(a.y, b.y);
    return 4 * gap > -higher && gap < kWordGap * higher && 2 * shared > lower && higher < 2 * lower;
}

std::size_t countInLines(const std::vector<cv::Rect>& letters)
{
    std::size_t count = 0;
    for (const cv::Rect& one : letters)
        count += std::ranges::any_of(letters,
                                     [&one](const cv::Rect& other) {
                                         return &one != &other && areInLine(one, other);
                                     })
                     ? 1U
                     : 0U;
    return count;
}

cv::Rect transposed(const cv::Rect& box)
{
    return {box.y, box.x, box.height, box.width};
}

struct Letters {
    std::vector<int> heights;
    std::size_t inLines = 0;
    std::size_t inColumns = 0;

    /// Returns the height that `part` of the letters do not reach; 0 if there are hardly any.
    [[nodiscard]] int heightAt(double part) const
    {
        constexpr std::size_t kEnough = 8;
        if (heights.size() < kEnough)
            return 0;
        std::vector<int> sorted = heights;
        const auto there =
            sorted.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(sorted.size()));
        std::nth_element(sorted.begin(), there, sorted.end());
        return *there;
    }
};

Letters lettersOn(const FullPicture& picture)
{
    constexpr int kSide = 400;
    const cv::Mat grey = viewOf(picture);
    const double grain = grainOf(grey);
    Letters all;
    for (int y = 0; y < grey.rows; y += kSide)
        for (int x = 0; x < grey.cols; x += kSide) {
            std::vector<cv::Rect> letters =
                lettersIn(grey(cv::Rect(x, y, kSide, kSide) & cv::Rect({}, grey.size())), grain);
            for (const cv::Rect& letter : letters)
                all.heights.push_back(letter.height);
            all.inLines += countInLines(letters);
            std::ranges::transform(letters, letters.begin(), transposed);
            all.inColumns += countInLines(letters);
        }
    return all;
}

constexpr double kUsualHeight = 0.3; ///< this share of the letters is smaller

/// Returns true if the marks are surely no writing. Small letters run together, so only large ones
/// show that.
bool areScattered(const Letters& letters)
{
    constexpr int kLarge = 9;
    constexpr double kManySizes = 2.2;
    constexpr double kFewInLines = 0.45;
    const double few = kFewInLines * static_cast<double>(letters.heights.size());
    return letters.heightAt(kUsualHeight) >= kLarge &&
           letters.heightAt(0.9) > kManySizes * letters.heightAt(0.1) &&
           static_cast<double>(std::max(letters.inLines, letters.inColumns)) < few;
}

} // namespace

bool mayBeWrittenPage(const VerifiablePicture& picture)
{
    const cv::Mat grey(picture.height, picture.width, CV_8U,
                       const_cast<std::uint8_t*>(picture.grey.data()));
    return evenPart(grey, cv::MORPH_CLOSE) > kQuickPart ||
           evenPart(grey, cv::MORPH_OPEN) > kQuickPart;
}

Writing writingOn(const FullPicture& picture)
{
    cv::Mat grey = viewOf(picture);
    if (static_cast<double>(grey.total()) > kPagePixels) {
        const double factor = std::sqrt(kPagePixels / static_cast<double>(grey.total()));
        cv::resize(grey, grey, {}, factor, factor, cv::INTER_AREA);
    }
    const int tones = static_cast<int>(std::lround(kGroundTones + 2 * grainOf(grey)));
    int tiles = 0;
    int written = 0;
    double sum = 0;
    for (int y = 0; y < grey.rows; y += kPageTile)
        for (int x = 0; x < grey.cols; x += kPageTile) {
            const cv::Rect place =
                cv::Rect(x, y, kPageTile, kPageTile) & cv::Rect(0, 0, grey.cols, grey.rows);
            const double part = groundOf(grey(place), tones).part;
            ++tiles;
            written += part > kGroundPart ? 1 : 0;
            sum += part;
        }
    if (written <= kPagePart * tiles || sum <= kMeanPart * tiles)
        return Writing::None;
    const Letters letters = lettersOn(picture);
    if (letters.heightAt(kUsualHeight) == 0)
        return Writing::None;
    return areScattered(letters) ? Writing::Photo : Writing::Page;
}

double letterHeight(const FullPicture& picture)
{
    return lettersOn(picture).heightAt(kUsualHeight);
}

} // namespace lookalike
