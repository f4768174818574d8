// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/moved_parts.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kPatch = 13;
constexpr int kReach = 28;          ///< pixels to each side that are searched
constexpr int kAtHome = 3;          ///< a shift this small is none
constexpr double kFound = 0.9;      ///< correlation of a patch with its new place
constexpr double kUnlikeHome = 0.6; ///< and at most so much with its old one
constexpr double kTexture = 100;    ///< variance of a patch that can be recognised
constexpr std::size_t kMostPatches = 40;

/// Whether the patch around `at` in `from` stands elsewhere in `to`.
bool standsElsewhere(const cv::Mat& from, const cv::Mat& to, cv::Point at)
{
    const cv::Rect whole(0, 0, from.cols, from.rows);
    const cv::Rect patch(at.x - kPatch / 2, at.y - kPatch / 2, kPatch, kPatch);
    const cv::Rect around =
        cv::Rect(patch.x - kReach, patch.y - kReach, kPatch + 2 * kReach, kPatch + 2 * kReach) &
        whole;
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(from(patch), mean, deviation);
    if (deviation[0] * deviation[0] < kTexture)
        return false;
    cv::Mat scores;
    cv::matchTemplate(to(around), from(patch), scores, cv::TM_CCOEFF_NORMED);
    double best = 0;
    cv::Point place;
    cv::minMaxLoc(scores, nullptr, &best, nullptr, &place);
    const cv::Point home(patch.x - around.x, patch.y - around.y);
    const auto athome = static_cast<double>(scores.at<float>(home));
    return best > kFound && athome < kUnlikeHome &&
           std::max(std::abs(place.x - home.x), std::abs(place.y - home.y)) > kAtHome;
}

} // namespace

double movedPart(const cv::Mat& first, const cv::Mat& second, const cv::Mat& differs,
                 const cv::Mat& mask)
{
    std::vector<cv::Point> places;
    for (int y = kPatch / 2; y + kPatch / 2 < first.rows; y += kPatch / 2)
        for (int x = kPatch / 2; x + kPatch / 2 < first.cols; x += kPatch / 2)
            if (differs.at<std::uint8_t>(y, x) != 0)
                places.emplace_back(x, y);
    const std::size_t step =
        std::max<std::size_t>(1, (places.size() + kMostPatches - 1) / kMostPatches);
    std::size_t found = 0;
    for (std::size_t i = 0; i < places.size(); i += step)
        if (standsElsewhere(first, second, places[i]) || standsElsewhere(second, first, places[i]))
            ++found;
    const double patchArea = (kPatch / 2) * (kPatch / 2);
    return static_cast<double>(found * step) * patchArea / std::max(1, cv::countNonZero(mask));
}

} // namespace lookalike
