// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/warped.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace lookalike {

cv::Mat warped(const cv::Mat& picture, const Homography& rasterToPicture, cv::Size raster,
               cv::Mat& mask)
{
    const auto d = derivative(rasterToPicture, {raster.width / 2.0, raster.height / 2.0});
    const double pixels =
        std::abs(d[0] * d[3] - d[1] * d[2]) * static_cast<double>(picture.total());
    cv::Mat source = picture;
    if (pixels > 1.5) {
        const double factor = 1 / std::sqrt(pixels);
        const cv::Size size(std::max(2, static_cast<int>(std::lround(picture.cols * factor))),
                            std::max(2, static_cast<int>(std::lround(picture.rows * factor))));
        cv::resize(picture, source, size, 0, 0, cv::INTER_AREA);
    }
    const Homography map = composed({1, 0, -0.5, 0, 1, -0.5, 0, 0, 1},
                                    composed(scaling(source.cols, source.rows), rasterToPicture));
    const cv::Mat matrix(3, 3, CV_64F, const_cast<double*>(map.data()));
    cv::Mat result;
    cv::warpPerspective(source, result, matrix, raster, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                        cv::BORDER_REPLICATE);
    const cv::Mat whole(source.size(), CV_8U, cv::Scalar(255));
    cv::warpPerspective(whole, mask, matrix, raster, cv::INTER_NEAREST | cv::WARP_INVERSE_MAP,
                        cv::BORDER_CONSTANT, cv::Scalar(0));
    return result;
}

cv::Mat warpedGrey(const VerifiablePicture& picture, const Homography& rasterToPicture,
                   cv::Size raster, cv::Mat& mask)
{
    const cv::Mat grey(picture.height, picture.width, CV_8U,
                       const_cast<std::uint8_t*>(picture.grey.data()));
    cv::Mat result = warped(grey, rasterToPicture, raster, mask);
    result.convertTo(result, CV_32F);
    return result;
}

} // namespace lookalike
