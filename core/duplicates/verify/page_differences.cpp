// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/page_differences.h"

#include "core/duplicates/verify/page_fit.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace lookalike {

namespace {

constexpr int kStrokeWindow =
    7;                      ///< side length in pixels of a window in which strokes are compared
constexpr int kAround = 33; ///< side length of the area that determines the contrast
constexpr double kFaintest = 12; ///< minimum difference from the background for writing
/// A window whose root mean square difference exceeds this fraction of the contrast differs. The
/// threshold is lower if the rest of the writing agrees closely.
constexpr double kSurelyDiffers = 0.24;
constexpr double kLeastDiffers = 0.15;
constexpr double kLeastInSmallPrint = 0.1;
constexpr double kSmallPrint = 16;     ///< height of a letter in pixels
constexpr double kFaintestDiffers = 5; ///< minimum difference in tones
constexpr double kOverTypical = 4;     ///< relative to the value that a tenth of the windows exceed
constexpr double kFaintPart = 0.3;  ///< minimum contrast of faint writing relative to the usual one
constexpr double kOverGround = 2.8; ///< relative to the difference in the background
constexpr int kLeastSpot = 6;       ///< minimum number of pixels of a difference
constexpr int kMostSuspects = 160;
constexpr double kMaxShift = 2; ///< maximum displacement of a piece in pixels
constexpr double kStep = 0.5;
constexpr int kMargin = 14;
/// Letters with fewer pixels of height are ambiguous after compression: a 3 and an 8 look alike.
constexpr double kLegible = 4.5;
constexpr double kGrainLegible = 6; ///< likewise, with much grain
constexpr double kGrainy = 0.07;    ///< grain relative to the contrast, in a window
constexpr double kFitsWell = 0.15;  ///< accepts smaller letters if the rest agrees this well
constexpr double kReadable = 2.5;   ///< minimum letter height in any case

/// Returns the quantile `part` of the magnitudes in the mask, from every 5th value; 0 without
/// values.
double quantile(const cv::Mat& values, const cv::Mat& mask, double part)
{
    std::vector<float> all;
    for (int y = 0; y < values.rows; ++y)
        for (int x = y % 5; x < values.cols; x += 5)
            if (mask.at<std::uint8_t>(y, x) != 0)
                all.push_back(std::abs(values.at<float>(y, x)));
    if (all.empty())
        return 0;
    const auto middle =
        all.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(all.size() - 1));
    std::nth_element(all.begin(), middle, all.end());
    return static_cast<double>(*middle);
}

/// Returns the range of tones around each pixel.
cv::Mat rangeAround(const cv::Mat& page)
{
    const cv::Mat window = cv::getStructuringElement(cv::MORPH_RECT, {kAround, kAround});
    cv::Mat highest;
    cv::Mat lowest;
    cv::dilate(page, highest, window);
    cv::erode(page, lowest, window);
    return highest - lowest;
}

/// Returns the root mean square of the residual in each window.
cv::Mat differenceOf(const cv::Mat& residual)
{
    cv::Mat energy;
    cv::boxFilter(residual.mul(residual), energy, CV_32F, {kStrokeWindow, kStrokeWindow}, {-1, -1},
                  true, cv::BORDER_REPLICATE);
    energy = cv::max(energy, 0);
    cv::sqrt(energy, energy);
    return energy;
}

int largestSpot(const cv::Mat& spots)
{
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    const int count = cv::connectedComponentsWithStats(spots, labels, stats, centroids);
    int most = 0;
    for (int i = 1; i < count; ++i)
        most = std::max(most, stats.at<int>(i, cv::CC_STAT_AREA));
    return most;
}

/// Scales `piece` to the contrast of `target`, as far as uneven illumination explains it.
cv::Mat withContrastOf(const cv::Mat& piece, const cv::Mat& target)
{
    constexpr double kLeastGain = 0.75;
    constexpr double kMostGain = 1.33;
    const double mean = cv::mean(piece)[0];
    const cv::Mat apart = piece - mean;
    const double energy = std::max(1.0, apart.dot(apart));
    const double gain = std::clamp(apart.dot(target) / energy, kLeastGain, kMostGain);
    return apart * gain + cv::mean(target)[0];
}

class Comparison {
public:
    Comparison(const AlignedPages& pages, double letters);
    [[nodiscard]] bool agrees() const;

private:
    void pickSamples();
    void setLimits();
    /// Returns true if no small shift of the prediction removes a suspected difference.
    [[nodiscard]] bool remains(const cv::Rect& spot) const;

    const AlignedPages& m_pages;
    const double m_letters;
    cv::Mat m_mask; ///< CV_8U, without the margin
    std::vector<cv::Point> m_samples;
    cv::Mat m_target;
    cv::Mat m_prediction;
    cv::Mat m_residual;
    cv::Mat m_contrast;
    double m_grain = 0;
    cv::Mat m_limit;         ///< for differenceOf()
    bool m_isGrainy = false; ///< the grain is a significant part of the contrast
    bool m_fitsWell = false; ///< better than a missing stroke would allow
};

Comparison::Comparison(const AlignedPages& pages, double letters)
    : m_pages(pages)
    , m_letters(letters)
{
    cv::Mat framed;
    cv::copyMakeBorder(pages.mask, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::erode(framed, framed, cv::getStructuringElement(cv::MORPH_RECT, {9, 9}));
    m_mask = framed(cv::Rect(cv::Point(1, 1), pages.mask.size())).clone();
    pickSamples();
    PageFit there = fitPage(pages.fine, pages.coarse, m_samples);
    PageFit back = fitPage(pages.coarse, pages.fine, m_samples);
    const bool forward = there.unexplained <= back.unexplained;
    m_target = forward ? pages.coarse : pages.fine;
    m_prediction = forward ? there.prediction : back.prediction;
    fitTones(m_prediction, m_target, m_samples);
    m_residual = m_target - m_prediction;
    takeSlopeAway(m_residual);
    m_grain = quantile(m_residual, m_mask, 0.5) / 0.6745;
    m_contrast = cv::max(rangeAround(blurredBy(m_prediction, 0.7)),
                         rangeAround(blurredBy(m_target, 0.7)) - 2 * m_grain);
    setLimits();
}

void Comparison::pickSamples()
{
    constexpr int kMostSamples = 120'000;
    cv::Mat slope;
    cv::morphologyEx(m_pages.coarse, slope, cv::MORPH_GRADIENT,
                     cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));
    const cv::Mat writing = (slope > 3 * kFaintest) & m_mask;
    const int count = std::max(1, cv::countNonZero(writing));
    const int step = 1 + count / kMostSamples;
    int passed = 0;
    for (int y = 0; y < writing.rows; ++y)
        for (int x = 0; x < writing.cols; ++x)
            // Include some background, which anchors the tones.
            if (writing.at<std::uint8_t>(y, x) != 0
                    ? ++passed % step == 0
                    : (x + 31 * y) % 97 == 0 && m_mask.at<std::uint8_t>(y, x) != 0)
                m_samples.emplace_back(x, y);
}

void Comparison::setLimits()
{
    // A change that leaves two pages alike at low resolution affects fewer than a tenth of the
    // windows.
    constexpr double kTenth = 0.9;
    cv::Mat strokes;
    cv::morphologyEx(m_prediction, strokes, cv::MORPH_GRADIENT,
                     cv::getStructuringElement(cv::MORPH_RECT, {kStrokeWindow, kStrokeWindow}));
    const cv::Mat ground = (m_contrast < 2 * kFaintest + 4 * m_grain) & m_mask;
    const cv::Mat writing = (strokes > m_contrast / 2) & ~ground & m_mask;
    // Strong compression distorts faint lines as much as strong ones.
    m_contrast = cv::max(m_contrast, kFaintPart * quantile(m_contrast, writing, 0.5));
    const cv::Mat difference = differenceOf(m_residual);
    const double uneven = std::max(quantile(difference, ground, kTenth), m_grain);
    cv::Mat parts;
    cv::divide(difference, m_contrast, parts);
    const double wanted = kOverTypical * quantile(parts, writing, kTenth);
    const double differs = std::clamp(
        wanted, m_letters < kSmallPrint ? kLeastInSmallPrint : kLeastDiffers, kSurelyDiffers);
    m_fitsWell = wanted < kFitsWell;
    m_isGrainy = kOverGround * uneven > kGrainy * quantile(m_contrast, writing, 0.5);
    m_limit = cv::max(m_contrast * differs, std::max(kFaintestDiffers, kOverGround * uneven));
}

bool Comparison::remains(const cv::Rect& spot) const
{
    const cv::Rect patch = cv::Rect(spot.x - kMargin, spot.y - kMargin, spot.width + 2 * kMargin,
                                    spot.height + 2 * kMargin) &
                           cv::Rect({}, m_target.size());
    const cv::Rect inner = (spot - patch.tl());
    const cv::Mat mask = m_mask(patch);
    const cv::Mat slope = m_target(patch) - m_prediction(patch) - m_residual(patch);
    const cv::Mat target = m_target(patch) - slope;
    for (double dy = -kMaxShift; dy <= kMaxShift; dy += kStep)
        for (double dx = -kMaxShift; dx <= kMaxShift; dx += kStep) {
            const cv::Matx23d move(1, 0, patch.x + dx, 0, 1, patch.y + dy);
            cv::Mat moved;
            cv::warpAffine(m_prediction, moved, move, patch.size(),
                           cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
            const cv::Mat residual = target - withContrastOf(moved, target);
            const cv::Mat spots = (differenceOf(residual) > m_limit(patch)) & mask;
            if (largestSpot(spots(inner)) < kLeastSpot)
                return false;
        }
    return true;
}

bool Comparison::agrees() const
{
    const double legible = m_isGrainy ? kGrainLegible : kLegible;
    if (m_letters > 0 && (m_letters < kReadable || (m_letters < legible && !m_fitsWell)))
        return false;
    const cv::Mat spots = (differenceOf(m_residual) > m_limit) & m_mask;
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    const int count = cv::connectedComponentsWithStats(spots, labels, stats, centroids);
    std::vector<std::pair<int, cv::Rect>> suspects;
    for (int i = 1; i < count; ++i)
        if (const int area = stats.at<int>(i, cv::CC_STAT_AREA); area >= kLeastSpot)
            suspects.emplace_back(area, cv::Rect(stats.at<int>(i, cv::CC_STAT_LEFT),
                                                 stats.at<int>(i, cv::CC_STAT_TOP),
                                                 stats.at<int>(i, cv::CC_STAT_WIDTH),
                                                 stats.at<int>(i, cv::CC_STAT_HEIGHT)));
    std::ranges::sort(suspects, [](const auto& a, const auto& b) { return a.first > b.first; });
    if (suspects.size() > kMostSuspects)
        return false;
    return std::ranges::none_of(suspects,
                                [&](const auto& suspect) { return remains(suspect.second); });
}

} // namespace

bool saySame(const AlignedPages& pages, double letters)
{
    return Comparison(pages, letters).agrees();
}

} // namespace lookalike
