// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/copy_transforms.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace lookalike {

namespace {

cv::Mat toMat(const Image& image)
{
    return cv::Mat(image.height, image.width, CV_8UC3,
                   const_cast<std::uint8_t*>(image.pixels.data()))
        .clone();
}

Image toImage(const cv::Mat& mat)
{
    const cv::Mat whole = mat.isContinuous() ? mat : mat.clone();
    Image image(whole.cols, whole.rows);
    std::copy_n(whole.data, image.bytes(), image.pixels.data());
    return image;
}

cv::Mat half(const cv::Mat& photo)
{
    cv::Mat small;
    cv::resize(photo, small, {}, 0.5, 0.5, cv::INTER_AREA);
    return small;
}

cv::Mat recompressed(const cv::Mat& photo)
{
    std::vector<std::uint8_t> bytes;
    cv::imencode(".jpg", photo, bytes, {cv::IMWRITE_JPEG_QUALITY, 30});
    return cv::imdecode(bytes, cv::IMREAD_COLOR); // red and blue are swapped twice
}

cv::Mat cropped(const cv::Mat& photo)
{
    return photo(cv::Rect(photo.cols / 10, photo.rows / 10, std::max(1, photo.cols * 8 / 10),
                          std::max(1, photo.rows * 8 / 10)))
        .clone();
}

cv::Mat mirrored(const cv::Mat& photo)
{
    cv::Mat out;
    cv::flip(photo, out, 1);
    return out;
}

cv::Mat rotated(const cv::Mat& photo)
{
    cv::Mat out;
    const cv::Point2f middle(static_cast<float>(photo.cols) / 2,
                             static_cast<float>(photo.rows) / 2);
    cv::warpAffine(photo, out, cv::getRotationMatrix2D(middle, 5, 1), photo.size());
    return out;
}

cv::Mat toned(const cv::Mat& photo)
{
    cv::Mat out;
    photo.convertTo(out, -1, 0.7, 10);
    return out;
}

cv::Mat blurred(const cv::Mat& photo)
{
    cv::Mat out;
    cv::GaussianBlur(photo, out, {}, std::max(0.8, std::min(photo.cols, photo.rows) / 90.0));
    return out;
}

cv::Mat captioned(const cv::Mat& photo)
{
    cv::Mat out = photo.clone();
    const double scale = photo.cols / 220.0;
    const cv::Point start(photo.cols / 20, photo.rows * 17 / 20);
    cv::putText(out, "Summer holidays", start, cv::FONT_HERSHEY_SIMPLEX, scale * 0.7, {0, 0, 0},
                std::max(2, photo.cols / 40));
    cv::putText(out, "Summer holidays", start, cv::FONT_HERSHEY_SIMPLEX, scale * 0.7,
                {255, 255, 255}, std::max(1, photo.cols / 90));
    return out;
}

} // namespace

std::vector<CopyTransform> copyTransforms()
{
    const auto make = [](const char* name, cv::Mat (*apply)(const cv::Mat&)) {
        return CopyTransform{name,
                             [apply](const Image& image) { return toImage(apply(toMat(image))); }};
    };
    return {make("resize", half),      make("jpeg_30", recompressed),
            make("crop_80", cropped),  make("mirror", mirrored),
            make("rotate_5", rotated), make("brightness_contrast", toned),
            make("blur", blurred),     make("text", captioned)};
}

} // namespace lookalike
