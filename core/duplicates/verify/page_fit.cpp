// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/page_fit.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace lookalike {

namespace {

constexpr std::array kBlurs{0.0, 0.7, 1.2, 2.0, 3.2};
constexpr int kFitParts = static_cast<int>(kBlurs.size()) + 3; ///< two derivatives and a constant
constexpr int kTones = 32;

/// Returns the variants of a page that are combined: slightly shifted, blurred and sharpened.
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

} // namespace

cv::Mat blurredBy(const cv::Mat& page, double sigma)
{
    cv::Mat result;
    if (sigma <= 0)
        return page;
    cv::GaussianBlur(page, result, {}, sigma, sigma, cv::BORDER_REPLICATE);
    return result;
}

PageFit fitPage(const cv::Mat& source, const cv::Mat& target, const std::vector<cv::Point>& samples)
{
    const std::vector<cv::Mat> parts = partsOf(source);
    std::array<double, kFitParts> weights{};
    weights[0] = 1;
    std::vector<std::pair<double, cv::Point>> ranked;
    for (const cv::Point& at : samples)
        ranked.emplace_back(0.0, at);
    const auto valuesAt = [&](cv::Point at) {
        std::array<double, kFitParts> values{};
        for (std::size_t i = 0; i < parts.size(); ++i)
            values[i] = static_cast<double>(parts[i].at<float>(at));
        values[kFitParts - 1] = 100;
        return values;
    };
    for (int turn = 0; turn < 2; ++turn) {
        const std::size_t used = turn == 0 ? ranked.size() : ranked.size() * 9 / 10;
        std::nth_element(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(used),
                         ranked.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        cv::Mat products = cv::Mat::zeros(kFitParts, kFitParts, CV_64F);
        cv::Mat matches = cv::Mat::zeros(kFitParts, 1, CV_64F);
        for (std::size_t k = 0; k < used; ++k) {
            const auto values = valuesAt(ranked[k].second);
            const auto wanted = static_cast<double>(target.at<float>(ranked[k].second));
            for (int i = 0; i < kFitParts; ++i) {
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
    PageFit fit;
    fit.prediction = cv::Mat(source.size(), CV_32F, cv::Scalar(100 * weights[kFitParts - 1]));
    for (std::size_t i = 0; i < parts.size(); ++i)
        cv::scaleAdd(parts[i], weights[i], fit.prediction, fit.prediction);
    double squares = 0;
    double sum = 0;
    double energy = 0;
    for (const auto& [apart, at] : ranked) {
        const auto wanted = static_cast<double>(target.at<float>(at));
        energy += apart * apart;
        sum += wanted;
        squares += wanted * wanted;
    }
    const double count = std::max<double>(1, static_cast<double>(ranked.size()));
    fit.unexplained = energy / std::max(1.0, squares - sum * sum / count);
    return fit;
}

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

void takeSlopeAway(cv::Mat& residual)
{
    constexpr int kSlopeBlock = 24;
    const cv::Size blocks(std::max(1, residual.cols / kSlopeBlock),
                          std::max(1, residual.rows / kSlopeBlock));
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

} // namespace lookalike
