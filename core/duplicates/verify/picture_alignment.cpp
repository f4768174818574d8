// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/picture_alignment.h"

#include "core/image/orientation.h"

#include <opencv2/calib3d.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kIconSide = 24;
constexpr double kLeastIconAgreement = 0.5;
constexpr std::size_t kLeastInliers = 6;
constexpr double kInlierPixels = 3; ///< for a picture of about 256 x 192
constexpr double kMatchPixels = 256 * 192;
constexpr float kRatio = 0.85F; ///< best match's distance relative to the second best's
constexpr double kMostStretch = 2.2;

cv::Mat icon(const VerifiablePicture& picture)
{
    const cv::Mat grey(picture.height, picture.width, CV_8U,
                       const_cast<std::uint8_t*>(picture.grey.data()));
    cv::Mat small;
    cv::resize(grey, small, {kIconSide, kIconSide}, 0, 0, cv::INTER_AREA);
    small.convertTo(small, CV_32F);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(small, mean, deviation);
    return (small - mean) / std::max(deviation[0], 1.0);
}

/// Maps fractions of the shown picture to fractions of the stored one.
Homography shownToStored(const OrientationSteps& steps)
{
    Homography map = steps.transposed ? Homography{0, 1, 0, 1, 0, 0, 0, 0, 1} : kIdentity;
    if (steps.mirroredX)
        map = composed({-1, 0, 1, 0, 1, 0, 0, 0, 1}, map);
    if (steps.mirroredY)
        map = composed({1, 0, 0, 0, -1, 1, 0, 0, 1}, map);
    return map;
}

cv::Mat oriented(const cv::Mat& stored, const OrientationSteps& steps)
{
    cv::Mat shown = stored.clone();
    if (steps.mirroredX)
        cv::flip(shown, shown, 1);
    if (steps.mirroredY)
        cv::flip(shown, shown, 0);
    if (steps.transposed)
        cv::transpose(shown, shown);
    return shown;
}

/// Returns unit vectors, one per row. A descriptor has 4 rows of 4 cells with 8 directions,
/// relative to the keypoint's own direction. In a mirror image, rows and directions are reversed.
cv::Mat descriptorRows(const VerifiablePicture& picture, bool mirrored)
{
    const int count = static_cast<int>(picture.keypoints.size());
    cv::Mat rows(count, 128, CV_32F);
    for (int i = 0; i < count; ++i) {
        const std::uint8_t* in = picture.descriptors.data() + static_cast<std::size_t>(i) * 128;
        auto* out = rows.ptr<float>(i);
        for (int row = 0; row < 4; ++row)
            for (int cell = 0; cell < 4; ++cell)
                for (int direction = 0; direction < 8; ++direction) {
                    const int from = mirrored ? (3 - row) * 32 + cell * 8 + ((8 - direction) & 7)
                                              : row * 32 + cell * 8 + direction;
                    out[row * 32 + cell * 8 + direction] = in[from];
                }
        cv::Mat line = rows.row(i);
        line /= std::max(1e-6, cv::norm(line));
    }
    return rows;
}

struct Matches {
    std::vector<cv::Point2f> first; ///< in pixels of a picture of kMatchPixels
    std::vector<cv::Point2f> second;
};

Homography toMatchPixels(const VerifiablePicture& picture)
{
    const double aspect = static_cast<double>(picture.width) / picture.height;
    return scaling(std::sqrt(kMatchPixels * aspect), std::sqrt(kMatchPixels / aspect));
}

/// Returns the best match in each row of a similarity matrix, if it is distinctive.
std::vector<int> bestInRows(const cv::Mat& agreement)
{
    std::vector<int> best(static_cast<std::size_t>(agreement.rows), -1);
    for (int i = 0; i < agreement.rows; ++i) {
        const auto* row = agreement.ptr<float>(i);
        float top = -1;
        float next = -1;
        int partner = -1;
        for (int j = 0; j < agreement.cols; ++j) {
            if (row[j] > top) {
                next = top;
                top = row[j];
                partner = j;
            } else if (row[j] > next) {
                next = row[j];
            }
        }
        // Distances of unit vectors: d^2 = 2 - 2 cos.
        if (1 - top < kRatio * kRatio * (1 - next))
            best[static_cast<std::size_t>(i)] = partner;
    }
    return best;
}

Matches match(const VerifiablePicture& first, const VerifiablePicture& second, bool mirrored)
{
    const cv::Mat agreement = descriptorRows(first, false) * descriptorRows(second, mirrored).t();
    const std::vector<int> forward = bestInRows(agreement);
    const std::vector<int> backward = bestInRows(agreement.t());
    const Homography firstPixels = toMatchPixels(first);
    const Homography secondPixels = toMatchPixels(second);
    Matches matches;
    const auto add = [&](std::size_t i, std::size_t j) {
        const auto& a = first.keypoints[i];
        const auto& b = second.keypoints[j];
        const double x = mirrored ? 1 - static_cast<double>(b.x) : static_cast<double>(b.x);
        const PlanePoint p =
            mapped(firstPixels, {static_cast<double>(a.x), static_cast<double>(a.y)});
        const PlanePoint q = mapped(secondPixels, {x, static_cast<double>(b.y)});
        matches.first.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
        matches.second.emplace_back(static_cast<float>(q.x), static_cast<float>(q.y));
    };
    for (std::size_t i = 0; i < forward.size(); ++i)
        if (forward[i] >= 0)
            add(i, static_cast<std::size_t>(forward[i]));
    for (std::size_t j = 0; j < backward.size(); ++j)
        if (backward[j] >= 0 &&
            forward[static_cast<std::size_t>(backward[j])] != static_cast<int>(j))
            add(static_cast<std::size_t>(backward[j]), j);
    return matches;
}

/// Returns true if a linear map is plausible for copying: no reflection, no extreme stretch, scale
/// or shear.
bool isPlausible(const cv::Mat& affine)
{
    const double a = affine.at<double>(0, 0);
    const double b = affine.at<double>(0, 1);
    const double c = affine.at<double>(1, 0);
    const double d = affine.at<double>(1, 1);
    const double determinant = a * d - b * c;
    const double squares = a * a + b * b + c * c + d * d;
    if (determinant < 0.01 || determinant > 100)
        return false;
    // The ratio r of the singular values: squares / determinant = r + 1 / r.
    return squares / determinant < kMostStretch + 1 / kMostStretch;
}

std::size_t countInliers(const cv::Mat& mask)
{
    return mask.empty() ? 0 : static_cast<std::size_t>(cv::countNonZero(mask));
}

} // namespace

std::vector<Alignment> wholePictureAlignments(const VerifiablePicture& first,
                                              const VerifiablePicture& second)
{
    const cv::Mat firstIcon = icon(first);
    const cv::Mat secondIcon = icon(second);
    std::vector<std::pair<double, int>> ranked;
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const cv::Mat shown = oriented(secondIcon, orientationSteps(orientation));
        const double agreement = firstIcon.dot(shown) / (kIconSide * kIconSide);
        if (agreement > kLeastIconAgreement || orientation == 1)
            ranked.emplace_back(-agreement, orientation);
    }
    std::sort(ranked.begin(), ranked.end());
    ranked.resize(std::min<std::size_t>(ranked.size(), 2));
    std::vector<Alignment> alignments;
    for (const auto& [agreement, orientation] : ranked) {
        const OrientationSteps steps = orientationSteps(orientation);
        const bool mirrored = (steps.mirroredX != steps.mirroredY) != steps.transposed;
        alignments.push_back({inverse(shownToStored(steps)), mirrored, 0});
    }
    return alignments;
}

std::optional<Alignment> featureAlignment(const VerifiablePicture& first,
                                          const VerifiablePicture& second, bool mirrored)
{
    if (first.keypoints.size() < kLeastInliers || second.keypoints.size() < kLeastInliers)
        return {};
    const Matches matches = match(first, second, mirrored);
    if (matches.first.size() < kLeastInliers)
        return {};
    cv::Mat similarMask;
    cv::Mat affineMask;
    const cv::Mat similar = cv::estimateAffinePartial2D(matches.second, matches.first, similarMask,
                                                        cv::RANSAC, kInlierPixels, 2000, 0.995, 10);
    cv::Mat affine = cv::estimateAffine2D(matches.second, matches.first, affineMask, cv::RANSAC,
                                          kInlierPixels, 2000, 0.995, 10);
    std::size_t inliers = countInliers(affineMask);
    const bool affineHolds = !affine.empty() && isPlausible(affine) && inliers >= 10;
    if (!affineHolds || countInliers(similarMask) > inliers) {
        affine = similar;
        inliers = countInliers(similarMask);
    }
    if (affine.empty() || inliers < kLeastInliers || !isPlausible(affine))
        return {};
    const Homography pixels{affine.at<double>(0, 0),
                            affine.at<double>(0, 1),
                            affine.at<double>(0, 2),
                            affine.at<double>(1, 0),
                            affine.at<double>(1, 1),
                            affine.at<double>(1, 2),
                            0,
                            0,
                            1};
    Homography fractions =
        composed(inverse(toMatchPixels(first)), composed(pixels, toMatchPixels(second)));
    if (mirrored)
        fractions = composed(fractions, {-1, 0, 1, 0, 1, 0, 0, 0, 1});
    return Alignment{fractions, mirrored, static_cast<int>(inliers)};
}

} // namespace lookalike
