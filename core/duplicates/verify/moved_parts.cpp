// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/moved_parts.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace lookalike {

namespace {

constexpr int kPatch = 13;
constexpr int kPatchReach = 28;              ///< search distance in pixels, to each side
constexpr int kAtHome = 3;                   ///< smaller shifts do not count
constexpr double kMinPatchCorrelation = 0.9; ///< minimum correlation of a patch with its new place
constexpr double kUnlikeHome = 0.6;          ///< maximum correlation with its old place
constexpr double kMinPatchVariance = 100;    ///< minimum variance of a recognisable patch
constexpr std::size_t kMostPatches = 24;
constexpr int kAlike = 2;                ///< shifts that differ by at most this are equal
constexpr std::size_t kLeastPatches = 3; ///< minimum number that moved together

/// Returns the shift to where the patch around `at` in `from` is in `to`, if it is elsewhere.
std::optional<cv::Point> shiftOf(const cv::Mat& from, const cv::Mat& to, const cv::Mat& differs,
                                 cv::Point at)
{
    const cv::Rect patch(at.x - kPatch / 2, at.y - kPatch / 2, kPatch, kPatch);
    const cv::Rect around = cv::Rect(patch.x - kPatchReach, patch.y - kPatchReach,
                                     kPatch + 2 * kPatchReach, kPatch + 2 * kPatchReach) &
                            cv::Rect(0, 0, from.cols, from.rows);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(from(patch), mean, deviation);
    if (deviation[0] * deviation[0] < kMinPatchVariance)
        return {};
    cv::Mat scores;
    cv::matchTemplate(to(around), from(patch), scores, cv::TM_CCOEFF_NORMED);
    double best = 0;
    cv::Point place;
    cv::minMaxLoc(scores, nullptr, &best, nullptr, &place);
    const cv::Point home(patch.x - around.x, patch.y - around.y);
    const cv::Point shift = place - home;
    // A self-similar picture also matches elsewhere where the two agree. Something that moved
    // changes both its old and its new place.
    if (best < kMinPatchCorrelation || static_cast<double>(scores.at<float>(home)) > kUnlikeHome ||
        std::max(std::abs(shift.x), std::abs(shift.y)) <= kAtHome ||
        differs.at<std::uint8_t>(at + shift) == 0)
        return {};
    return shift;
}

/// Returns the largest number of shifts that are about equal.
std::size_t mostAlike(const std::vector<cv::Point>& shifts)
{
    std::size_t most = 0;
    for (const cv::Point& one : shifts) {
        const auto alike = std::count_if(shifts.begin(), shifts.end(), [&one](const cv::Point& s) {
            return std::abs(s.x - one.x) <= kAlike && std::abs(s.y - one.y) <= kAlike;
        });
        most = std::max(most, static_cast<std::size_t>(alike));
    }
    return most;
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
    std::vector<cv::Point> shifts;
    for (std::size_t i = 0; i < places.size(); i += step) {
        if (const auto there = shiftOf(first, second, differs, places[i]))
            shifts.push_back(*there);
        if (const auto back = shiftOf(second, first, differs, places[i]))
            shifts.push_back(-*back);
    }
    const std::size_t moved = mostAlike(shifts);
    if (moved < kLeastPatches)
        return 0;
    constexpr int kHalf = kPatch / 2;
    constexpr double patchArea = kHalf * kHalf;
    return static_cast<double>(moved * step) * patchArea / std::max(1, cv::countNonZero(mask));
}

} // namespace lookalike
