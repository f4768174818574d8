// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures with known truth, made in code.
#pragma once

#include "core/duplicates/verify/verifiable_picture.h"
#include "core/image/image.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace lookalike::testing {

inline cv::Mat matOf(const Image& image)
{
    return cv::Mat(image.height, image.width, CV_8UC3,
                   const_cast<std::uint8_t*>(image.pixels.data()))
        .clone();
}

inline Image imageOf(const cv::Mat& mat)
{
    const cv::Mat whole = mat.isContinuous() ? mat : mat.clone();
    Image image(whole.cols, whole.rows);
    std::copy_n(whole.data, image.bytes(), image.pixels.data());
    return image;
}

/// Overlapping soft shapes on a slope of light with some grain: as much to hold on to as a photo.
inline cv::Mat scene(std::uint64_t seed, cv::Size size = {480, 360})
{
    cv::RNG random(seed * 1013 + 7);
    cv::Mat picture(size, CV_8UC3);
    for (int y = 0; y < size.height; ++y)
        picture.row(y).setTo(
            cv::Scalar(90 + 60.0 * y / size.height, 110, 150 - 50.0 * y / size.height));
    for (int i = 0; i < 60; ++i) {
        const cv::Point at(random.uniform(0, size.width), random.uniform(0, size.height));
        const cv::Size axes(random.uniform(6, 60), random.uniform(6, 60));
        const cv::Scalar colour(random.uniform(20, 235), random.uniform(20, 235),
                                random.uniform(20, 235));
        if (i % 2 == 0)
            cv::ellipse(picture, at, axes, random.uniform(0, 180), 0, 360, colour, cv::FILLED);
        else
            cv::rectangle(picture, at, at + cv::Point(axes.width, axes.height), colour, cv::FILLED);
    }
    cv::GaussianBlur(picture, picture, {}, 1);
    cv::Mat grain(size, CV_16SC3);
    random.fill(grain, cv::RNG::NORMAL, 0, 3);
    cv::add(picture, grain, picture, cv::noArray(), CV_8U);
    return picture;
}

inline VerifiablePicture prepared(const cv::Mat& picture, ImageFormat format = ImageFormat::Jpeg)
{
    return makeVerifiablePicture(imageOf(picture), picture.cols, picture.rows, format).value();
}

} // namespace lookalike::testing
