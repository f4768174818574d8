// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/page_alignment.h"

#include "core/duplicates/verify/picture_view.h"
#include "core/duplicates/verify/warped.h"

#include <opencv2/calib3d.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace lookalike {

namespace {

/// Finer rasters are reduced: 300 dpi suffice for the smallest print of a page.
constexpr double kMostPixels = 9e6;
constexpr int kLeastSide = 48;
constexpr int kPiece = 40;                    ///< side length in pixels of a piece to be located
constexpr int kPiecesAcross = 14;             ///< places per side where one is searched
constexpr double kMinPieceCorrelation = 0.75; ///< minimum correlation of a located piece
constexpr double kCorner = 60;     ///< minimum mean square of the weaker gradient of a piece
constexpr std::size_t kEnough = 8; ///< pieces required for an affine map
constexpr std::size_t kHomographyPieces = 24; ///< pieces required for a homography
constexpr double kPieceError = 1.0;           ///< pixels

/// One round of alignment: a raster with this short side (0: full size), and the maximum shift of a
/// piece in pixels.
struct Round {
    int shortSide;
    int reach;
};
/// Compression smears the edge of a tilted picture over the blocks that it crosses.
constexpr int kTiltedRim = 8;
constexpr std::array kRounds{Round{480, 12}, Round{0, 6}};

Homography rasterToFractions(cv::Size raster)
{
    return composed(scaling(1.0 / raster.width, 1.0 / raster.height),
                    {1, 0, 0.5, 0, 1, 0.5, 0, 0, 1});
}

/// Both pages on the coarser page's raster of the given size.
struct Laid {
    cv::Mat fine;
    cv::Mat coarse;
    cv::Mat mask;
};

/// Reduces a page to about the raster's resolution with area averaging, as most programs do, so
/// that lines of one pixel come out alike.
cv::Mat reducedFor(const FullPicture& page, const Homography& rasterToPage, cv::Size raster)
{
    const auto d = derivative(composed(scaling(page.width, page.height), rasterToPage),
                              {raster.width / 2.0, raster.height / 2.0});
    const auto side = [](int pixels, double perRasterPixel) {
        return std::max(2, static_cast<int>(std::lround(pixels / std::max(1.0, perRasterPixel))));
    };
    const cv::Size size(side(page.width, std::hypot(d[0], d[1])),
                        side(page.height, std::hypot(d[2], d[3])));
    cv::Mat reduced = viewOf(page);
    if (size != reduced.size())
        cv::resize(viewOf(page), reduced, size, 0, 0, cv::INTER_AREA);
    return reduced;
}

Laid lay(const FullPicture& fine, const FullPicture& coarse, const Homography& coarseToFine,
         cv::Size raster)
{
    Laid laid;
    cv::Mat coarseMask;
    const Homography toFine = composed(coarseToFine, rasterToFractions(raster));
    const Homography toCoarse = rasterToFractions(raster);
    laid.fine = warped(reducedFor(fine, toFine, raster), toFine, raster, laid.mask);
    laid.coarse = warped(reducedFor(coarse, toCoarse, raster), toCoarse, raster, coarseMask);
    laid.mask &= coarseMask;
    return laid;
}

/// Returns the mean square of the gradient along its weaker direction, which is large if a piece
/// matches in only one place.
double cornerness(const cv::Mat& piece)
{
    cv::Mat x;
    cv::Mat y;
    cv::Sobel(piece, x, CV_32F, 1, 0, 1, 0.5);
    cv::Sobel(piece, y, CV_32F, 0, 1, 1, 0.5);
    const auto count = static_cast<double>(piece.total());
    const double xx = x.dot(x) / count;
    const double yy = y.dot(y) / count;
    const double xy = x.dot(y) / count;
    return (xx + yy) / 2 - std::hypot((xx - yy) / 2, xy);
}

/// Returns the peak of a parabola through three neighbours, relative to the middle one.
double peakOffset(double left, double middle, double right)
{
    const double bend = left - 2 * middle + right;
    return bend < -1e-9 ? std::clamp((left - right) / (2 * bend), -0.5, 0.5) : 0.0;
}

struct Places {
    std::vector<cv::Point2f> raster; ///< positions of pieces of the coarse page
    std::vector<cv::Point2f> fine;   ///< positions of the same pieces in the warped fine page
};

void findPiece(const Laid& laid, cv::Point at, int reach, Places& places)
{
    const cv::Rect piece(at, cv::Size(kPiece, kPiece));
    const cv::Rect around(at.x - reach, at.y - reach, kPiece + 2 * reach, kPiece + 2 * reach);
    if ((around & cv::Rect({}, laid.coarse.size())) != around ||
        cv::countNonZero(laid.mask(around)) < around.area() ||
        cornerness(laid.coarse(piece)) < kCorner)
        return;
    cv::Mat scores;
    cv::matchTemplate(laid.fine(around), laid.coarse(piece), scores, cv::TM_CCOEFF_NORMED);
    double top = 0;
    cv::Point best;
    cv::minMaxLoc(scores, nullptr, &top, nullptr, &best);
    if (!(top > kMinPieceCorrelation) || best.x == 0 || best.y == 0 || best.x == scores.cols - 1 ||
        best.y == scores.rows - 1)
        return;
    const auto score = [&](int dx, int dy) {
        return static_cast<double>(scores.at<float>(best.y + dy, best.x + dx));
    };
    const cv::Point2d middle(at.x + (kPiece - 1) / 2.0, at.y + (kPiece - 1) / 2.0);
    const cv::Point2d moved(best.x - reach + peakOffset(score(-1, 0), top, score(1, 0)),
                            best.y - reach + peakOffset(score(0, -1), top, score(0, 1)));
    places.raster.emplace_back(middle);
    places.fine.emplace_back(middle + moved);
}

Places findPieces(const Laid& laid, int reach)
{
    Places places;
    const cv::Size raster = laid.coarse.size();
    const int columns = std::clamp(raster.width / kPiece, 1, kPiecesAcross);
    const int rows = std::clamp(raster.height / kPiece, 1, kPiecesAcross);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            // Choose the most distinctive of a few pieces in each cell.
            const cv::Rect cell(column * raster.width / columns, row * raster.height / rows,
                                raster.width / columns, raster.height / rows);
            double most = 0;
            cv::Point best(-1, -1);
            for (int y = cell.y; y + kPiece <= cell.br().y; y += kPiece / 2)
                for (int x = cell.x; x + kPiece <= cell.br().x; x += kPiece / 2) {
                    const double corner = cornerness(laid.coarse(cv::Rect(x, y, kPiece, kPiece)));
                    if (corner > most) {
                        most = corner;
                        best = {x, y};
                    }
                }
            if (best.x >= 0)
                findPiece(laid, best, reach, places);
        }
    return places;
}

/// Returns the map from the raster to the fine page; nothing if too few pieces agree.
std::optional<Homography> fit(const Places& places)
{
    if (places.raster.size() < kEnough)
        return {};
    cv::Mat inliers;
    Homography map = kIdentity;
    if (places.raster.size() >= kHomographyPieces) {
        const cv::Mat h =
            cv::findHomography(places.raster, places.fine, cv::RANSAC, kPieceError, inliers, 2000);
        if (!h.empty() &&
            cv::countNonZero(inliers) >= static_cast<int>(kHomographyPieces) * 2 / 3) {
            std::copy_n(h.ptr<double>(), map.size(), map.begin());
            return map;
        }
    }
    const cv::Mat affine = cv::estimateAffine2D(places.raster, places.fine, inliers, cv::RANSAC,
                                                kPieceError, 2000, 0.99, 10);
    if (affine.empty() || cv::countNonZero(inliers) < static_cast<int>(kEnough) * 2 / 3)
        return {};
    std::copy_n(affine.ptr<double>(), 6U, map.begin());
    return map;
}

/// Returns the correlation of the two where they overlap.
double correlationOf(const Laid& laid)
{
    cv::Scalar meanA;
    cv::Scalar deviationA;
    cv::Scalar meanB;
    cv::Scalar deviationB;
    cv::meanStdDev(laid.fine, meanA, deviationA, laid.mask);
    cv::meanStdDev(laid.coarse, meanB, deviationB, laid.mask);
    cv::Mat a;
    cv::Mat b;
    laid.fine.convertTo(a, CV_32F, 1, -meanA[0]);
    laid.coarse.convertTo(b, CV_32F, 1, -meanB[0]);
    return cv::mean(a.mul(b), laid.mask)[0] / std::max(1e-6, deviationA[0] * deviationB[0]);
}

/// Returns the affine map of the raster that best fits the fine page's tones to the coarse page's,
/// to the hundredth of a pixel. One step of Lucas and Kanade, "An iterative image registration
/// technique", 1981, with a linear fit of the tones.
Homography stepOf(const Laid& laid)
{
    constexpr int kUnknowns = 8;
    constexpr float kEdge = 8; ///< tones per pixel
    cv::Mat a;
    cv::Mat b;
    cv::GaussianBlur(laid.fine, a, {}, 0.8);
    cv::GaussianBlur(laid.coarse, b, {}, 0.8);
    cv::Mat slopeX;
    cv::Mat slopeY;
    cv::Sobel(a, slopeX, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(a, slopeY, CV_32F, 0, 1, 3, 1.0 / 8);
    const int step = std::max(1, static_cast<int>(a.total() / 1'000'000));
    const double width = a.cols;
    const double height = a.rows;
    cv::Mat products = cv::Mat::zeros(kUnknowns, kUnknowns, CV_64F);
    cv::Mat matches = cv::Mat::zeros(kUnknowns, 1, CV_64F);
    for (int y = 0; y < a.rows; ++y)
        for (int x = y % step; x < a.cols; x += step) {
            const auto gx = slopeX.at<float>(y, x);
            const auto gy = slopeY.at<float>(y, x);
            if (laid.mask.at<std::uint8_t>(y, x) == 0 || std::abs(gx) + std::abs(gy) < kEdge)
                continue;
            const double u = x / width - 0.5;
            const double v = y / height - 0.5;
            const auto dx = static_cast<double>(gx);
            const auto dy = static_cast<double>(gy);
            const std::array<double, kUnknowns> row{
                dx, dx * u, dx * v, dy, dy * u, dy * v, a.at<std::uint8_t>(y, x) / 100.0, 1};
            for (int i = 0; i < kUnknowns; ++i) {
                for (int j = 0; j <= i; ++j)
                    products.at<double>(i, j) +=
                        row[static_cast<std::size_t>(i)] * row[static_cast<std::size_t>(j)];
                matches.at<double>(i) +=
                    row[static_cast<std::size_t>(i)] * b.at<std::uint8_t>(y, x);
            }
        }
    cv::completeSymm(products, true);
    products.diag() += 1e-3;
    cv::Mat s;
    cv::solve(products, matches, s, cv::DECOMP_SVD);
    const double gain = s.at<double>(6) / 100;
    if (gain < 0.2)
        return kIdentity;
    const auto part = [&](int i) { return std::clamp(s.at<double>(i) / gain, -3.0, 3.0); };
    return {1 + part(1) / width,
            part(2) / height,
            part(0) - (part(1) + part(2)) / 2,
            part(4) / width,
            1 + part(5) / height,
            part(3) - (part(4) + part(5)) / 2,
            0,
            0,
            1};
}

/// Returns true unless the angle is a multiple of 90 degrees, to half a degree.
bool isTilted(const std::array<double, 4>& derivative)
{
    const double angle = std::atan2(derivative[1] - derivative[2], derivative[0] + derivative[3]);
    return std::abs(std::sin(2 * angle)) > 2 * 0.5 * std::numbers::pi / 180;
}

} // namespace

std::optional<AlignedPages> alignPages(const FullPicture& first, const FullPicture& second,
                                       const Homography& secondToFirst)
{
    const auto d = derivative(
        composed(scaling(first.width, first.height),
                 composed(secondToFirst, scaling(1.0 / second.width, 1.0 / second.height))),
        {second.width / 2.0, second.height / 2.0});
    const double scale = std::sqrt(std::abs(d[0] * d[3] - d[1] * d[2]));
    const bool firstIsFine = scale >= 1;
    const FullPicture& fine = firstIsFine ? first : second;
    const FullPicture& coarse = firstIsFine ? second : first;
    Homography map = firstIsFine ? secondToFirst : inverse(secondToFirst);

    const auto pixels = static_cast<double>(coarse.width) * coarse.height;
    const double reduced = std::min(1.0, std::sqrt(kMostPixels / pixels));
    const auto sized = [&](double factor) {
        return cv::Size(static_cast<int>(std::lround(coarse.width * factor)),
                        static_cast<int>(std::lround(coarse.height * factor)));
    };
    const cv::Size whole = sized(reduced);
    if (std::min(whole.width, whole.height) < kLeastSide)
        return {};
    const auto moveOf = [](const Homography& move, cv::Size raster) {
        return composed(rasterToFractions(raster),
                        composed(move, inverse(rasterToFractions(raster))));
    };
    Laid best = lay(fine, coarse, map, whole);
    double most = correlationOf(best);
    const auto tryMap = [&](const Homography& tried) {
        Laid laid = lay(fine, coarse, tried, whole);
        const double correlation = correlationOf(laid);
        if (correlation <= most)
            return false;
        most = correlation;
        best = std::move(laid);
        map = tried;
        return true;
    };
    Homography found = map;
    for (const Round& round : kRounds) {
        const double factor = round.shortSide == 0
                                  ? reduced
                                  : std::min(reduced, static_cast<double>(round.shortSide) /
                                                          std::min(coarse.width, coarse.height));
        const Laid laid = lay(fine, coarse, found, sized(factor));
        if (const auto moved = fit(findPieces(laid, round.reach)))
            found = composed(found, moveOf(*moved, sized(factor)));
    }
    tryMap(found);
    for (int step = 0; step < 3; ++step)
        if (!tryMap(composed(map, moveOf(stepOf(best), whole))))
            break;
    const Laid& laid = best;
    if (cv::countNonZero(laid.mask) < kLeastSide * kLeastSide)
        return {};
    AlignedPages pages;
    laid.fine.convertTo(pages.fine, CV_32F);
    laid.coarse.convertTo(pages.coarse, CV_32F);
    pages.mask = laid.mask;
    if (isTilted(d))
        cv::erode(
            pages.mask, pages.mask,
            cv::getStructuringElement(cv::MORPH_RECT, {2 * kTiltedRim + 1, 2 * kTiltedRim + 1}),
            {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    pages.reduction = std::max(scale, 1 / scale) / reduced;
    return pages;
}

} // namespace lookalike
