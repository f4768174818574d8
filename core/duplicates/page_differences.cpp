// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/page_differences.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace lookalike {

namespace {

constexpr int kWindow = 7;       ///< pixels a side in which strokes are compared
constexpr int kAround = 33;      ///< and of what sets the contrast
constexpr double kFaintest = 12; ///< tones from the ground that count as writing
/// A window that differs by this part of the contrast says something else, as a root mean square;
/// from less on where the rest of the writing agrees closely.
constexpr double kSurelyDiffers = 0.24;
constexpr double kLeastDiffers = 0.15;
constexpr double kLeastInSmallPrint = 0.1;
constexpr double kSmallPrint = 16;      ///< pixels of a letter's height
constexpr double kFaintestDiffers = 5; ///< tones, likewise
constexpr double kOverTypical = 4;     ///< times what a tenth of the writing's windows reach
constexpr double kFaintPart = 0.3;     ///< of the usual contrast: fainter writing counts so much
constexpr double kOverGround = 2.8;    ///< and of the ground's
constexpr int kLeastSpot = 6;          ///< pixels above it that make a difference
constexpr int kMostSuspects = 160;
constexpr double kReach = 2; ///< pixels that a piece may be out of its place
constexpr double kStep = 0.5;
constexpr int kMargin = 14;
/// Letters of fewer pixels say little once they are coded: a 3 and an 8 come out alike.
constexpr double kLegible = 4.5;
constexpr double kGrainLegible = 6; ///< the same where there is much grain
constexpr double kGrainy = 0.07;    ///< of the contrast, in a window
constexpr double kFitsWell = 0.15;  ///< unless the rest of the writing agrees like this
constexpr double kReadable = 2.5;   ///< and of fewer than these nothing
constexpr std::array kBlurs{0.0, 0.7, 1.2, 2.0, 3.2};
constexpr int kParts = static_cast<int>(kBlurs.size()) + 3; ///< two derivatives and a constant
constexpr int kTones = 32;

cv::Mat blurredBy(const cv::Mat& page, double sigma)
{
    cv::Mat result;
    if (sigma <= 0)
        return page;
    cv::GaussianBlur(page, result, {}, sigma, sigma, cv::BORDER_REPLICATE);
    return result;
}

/// The magnitude that `part` of the values in the mask are below, of every 5th of them; 0 where
/// there are none.
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

/// Largest less smallest tone around each pixel.
cv::Mat rangeAround(const cv::Mat& page)
{
    const cv::Mat window = cv::getStructuringElement(cv::MORPH_RECT, {kAround, kAround});
    cv::Mat highest;
    cv::Mat lowest;
    cv::dilate(page, highest, window);
    cv::erode(page, lowest, window);
    return highest - lowest;
}

/// What may be made of a page by moving it a little and making it softer or sharper.
std::vector<cv::Mat> partsOf(const cv::Mat& page)
{
    std::vector<cv::Mat> parts;
    for (const double sigma : kBlurs)
        parts.push_back(blurredBy(page, sigma));
    for (const auto& [dx, dy] : {std::pair(1, 0), {0, 1}}) {
        cv::Mat slope;
        cv::Sobel(parts[1], slope, CV_32F, dx, dy, 1, 0.5);
        parts.push_back(slope);
    }
    return parts;
}

struct Fit {
    cv::Mat prediction;
    double unexplained = 1; ///< part of the target's variance where there is writing
};

/// The mixture of a page's parts that comes closest to another one, least squares over `samples`;
/// in a second turn without the tenth that fits worst.
Fit fitPage(const cv::Mat& source, const cv::Mat& target, const std::vector<cv::Point>& samples)
{
    const std::vector<cv::Mat> parts = partsOf(source);
    std::array<double, kParts> weights{};
    weights[0] = 1;
    std::vector<std::pair<double, cv::Point>> ranked;
    for (const cv::Point& at : samples)
        ranked.emplace_back(0.0, at);
    const auto valuesAt = [&](cv::Point at) {
        std::array<double, kParts> values{};
        for (std::size_t i = 0; i < parts.size(); ++i)
            values[i] = static_cast<double>(parts[i].at<float>(at));
        values[kParts - 1] = 100;
        return values;
    };
    for (int turn = 0; turn < 2; ++turn) {
        const std::size_t used = turn == 0 ? ranked.size() : ranked.size() * 9 / 10;
        std::nth_element(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(used),
                         ranked.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        cv::Mat products = cv::Mat::zeros(kParts, kParts, CV_64F);
        cv::Mat matches = cv::Mat::zeros(kParts, 1, CV_64F);
        for (std::size_t k = 0; k < used; ++k) {
            const auto values = valuesAt(ranked[k].second);
            const double wanted = static_cast<double>(target.at<float>(ranked[k].second));
            for (int i = 0; i < kParts; ++i) {
                for (int j = 0; j <= i; ++j)
                    products.at<double>(i, j) +=
                        values[static_cast<std::size_t>(i)] * values[static_cast<std::size_t>(j)];
                matches.at<double>(i) += values[static_cast<std::size_t>(i)] * wanted;
            }
        }
        cv::completeSymm(products, true);
        products.diag() += 2.0 * static_cast<double>(used);
        cv::Mat solved;
        cv::solve(products, matches, solved, cv::DECOMP_SVD);
        std::copy_n(solved.ptr<double>(), weights.size(), weights.begin());
        for (auto& [apart, at] : ranked) {
            const auto values = valuesAt(at);
            double predicted = 0;
            for (std::size_t i = 0; i < weights.size(); ++i)
                predicted += weights[i] * values[i];
            apart = std::abs(predicted - static_cast<double>(target.at<float>(at)));
        }
    }
    Fit fit;
    fit.prediction = cv::Mat(source.size(), CV_32F, cv::Scalar(100 * weights[kParts - 1]));
    for (std::size_t i = 0; i < parts.size(); ++i)
        cv::scaleAdd(parts[i], weights[i], fit.prediction, fit.prediction);
    double squares = 0;
    double sum = 0;
    double energy = 0;
    for (const auto& [apart, at] : ranked) {
        const double wanted = static_cast<double>(target.at<float>(at));
        energy += apart * apart;
        sum += wanted;
        squares += wanted * wanted;
    }
    const double count = std::max<double>(1, static_cast<double>(ranked.size()));
    fit.unexplained = energy / std::max(1.0, squares - sum * sum / count);
    return fit;
}

/// Bends the prediction's tones to the target's: the target's median tone for each of the
/// prediction's, which follows a tone curve.
void fitTones(cv::Mat& prediction, const cv::Mat& target, const std::vector<cv::Point>& samples)
{
    std::array<std::vector<float>, kTones> bins;
    const auto place = [](float tone) {
        return std::clamp(tone, 0.0F, 255.0F) * (kTones - 1) / 255.0F;
    };
    for (const cv::Point& at : samples) {
        const float tone = prediction.at<float>(at);
        bins[static_cast<std::size_t>(std::lround(place(tone)))].push_back(target.at<float>(at) -
                                                                           tone);
    }
    std::array<float, kTones> shift{};
    std::vector<std::size_t> known;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bins[i].size() < 40)
            continue;
        auto middle = bins[i].begin() + static_cast<std::ptrdiff_t>(bins[i].size() / 2);
        std::nth_element(bins[i].begin(), middle, bins[i].end());
        shift[i] = *middle;
        known.push_back(i);
    }
    if (known.empty())
        return;
    for (std::size_t i = 0; i < shift.size(); ++i) {
        const auto next = std::ranges::lower_bound(known, i);
        if (next == known.end())
            shift[i] = shift[known.back()];
        else if (*next == i || next == known.begin())
            shift[i] = shift[*next];
        else {
            const std::size_t left = *(next - 1);
            const float part = static_cast<float>(i - left) / static_cast<float>(*next - left);
            shift[i] = shift[left] + part * (shift[*next] - shift[left]);
        }
    }
    for (int y = 0; y < prediction.rows; ++y) {
        auto* row = prediction.ptr<float>(y);
        for (int x = 0; x < prediction.cols; ++x) {
            const float at = place(row[x]);
            const auto left = std::min(static_cast<std::size_t>(at), std::size_t{kTones - 2});
            const float part = at - static_cast<float>(left);
            row[x] += shift[left] + part * (shift[left + 1] - shift[left]);
        }
    }
}

/// A slope of light over one of the pages: medians of blocks, smoothed.
void takeSlopeAway(cv::Mat& residual)
{
    constexpr int kBlock = 24;
    const cv::Size blocks(std::max(1, residual.cols / kBlock), std::max(1, residual.rows / kBlock));
    cv::Mat medians(blocks, CV_32F);
    std::vector<float> values;
    for (int by = 0; by < blocks.height; ++by)
        for (int bx = 0; bx < blocks.width; ++bx) {
            values.clear();
            const int bottom = (by + 1) * residual.rows / blocks.height;
            const int right = (bx + 1) * residual.cols / blocks.width;
            for (int y = by * residual.rows / blocks.height; y < bottom; y += 2)
                for (int x = bx * residual.cols / blocks.width; x < right; x += 2)
                    values.push_back(residual.at<float>(y, x));
            const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
            std::nth_element(values.begin(), middle, values.end());
            medians.at<float>(by, bx) = *middle;
        }
    cv::medianBlur(medians, medians, 5);
    cv::Mat slope;
    cv::resize(medians, slope, residual.size(), 0, 0, cv::INTER_LINEAR);
    residual -= slope;
}

/// Root mean square of what remains in a window.
cv::Mat differenceOf(const cv::Mat& residual)
{
    cv::Mat energy;
    cv::boxFilter(residual.mul(residual), energy, CV_32F, {kWindow, kWindow}, {-1, -1}, true,
                  cv::BORDER_REPLICATE);
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

/// `piece` with as much contrast as `target` has, within what a slope of light does.
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
    /// Whether no small move of what is predicted there makes a suspected difference go.
    [[nodiscard]] bool remains(const cv::Rect& spot) const;

    const AlignedPages& m_pages;
    const double m_letters;
    cv::Mat m_mask; ///< CV_8U, without the rim
    std::vector<cv::Point> m_samples;
    cv::Mat m_target;
    cv::Mat m_prediction;
    cv::Mat m_residual;
    cv::Mat m_contrast;
    double m_grain = 0;
    cv::Mat m_limit;         ///< of differenceOf()
    bool m_isGrainy = false; ///< the grain is no small part of the contrast
    bool m_fitsWell = false; ///< less than a letter's stroke would show
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
    Fit there = fitPage(pages.fine, pages.coarse, m_samples);
    Fit back = fitPage(pages.coarse, pages.fine, m_samples);
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
            // Some of the ground, too, which holds the tones.
            if (writing.at<std::uint8_t>(y, x) != 0
                    ? ++passed % step == 0
                    : (x + 31 * y) % 97 == 0 && m_mask.at<std::uint8_t>(y, x) != 0)
                m_samples.emplace_back(x, y);
}

void Comparison::setLimits()
{
    // A tenth of the windows is more than a change that leaves two pages alike from afar.
    constexpr double kTenth = 0.9;
    cv::Mat strokes;
    cv::morphologyEx(m_prediction, strokes, cv::MORPH_GRADIENT,
                     cv::getStructuringElement(cv::MORPH_RECT, {kWindow, kWindow}));
    const cv::Mat ground = (m_contrast < 2 * kFaintest + 4 * m_grain) & m_mask;
    const cv::Mat writing = (strokes > m_contrast / 2) & ~ground & m_mask;
    // Coding at a low quality bends faint lines as much as strong ones.
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
    for (double dy = -kReach; dy <= kReach; dy += kStep)
        for (double dx = -kReach; dx <= kReach; dx += kStep) {
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
    for (const auto& [area, spot] : suspects)
        if (remains(spot))
            return false;
    return true;
}

} // namespace

bool saySame(const AlignedPages& pages, double letters)
{
    return Comparison(pages, letters).agrees();
}

} // namespace lookalike
