// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/verifiable_picture.h"

#include "core/duplicates/verify/opencv_errors.h"
#include "core/image/perceptual_hash.h"

#include <opencv2/features2d.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace lookalike {

namespace {

constexpr double kGreyPixels = 320 * 240;
constexpr double kColourPixels = 80 * 60;
/// SIFT runs at this size whatever the stored size is, so that a small copy has its features at the
/// same scale as the large picture.
constexpr double kFeaturePixels = 256 * 192;
constexpr int kFeatures = 400;

cv::Mat resizedTo(const cv::Mat& source, double pixels)
{
    const double factor = std::sqrt(pixels / static_cast<double>(source.total()));
    const cv::Size size(std::max(8, static_cast<int>(std::lround(source.cols * factor))),
                        std::max(8, static_cast<int>(std::lround(source.rows * factor))));
    cv::Mat result;
    cv::resize(source, result, size, 0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return result;
}

cv::Mat shrunkTo(const cv::Mat& source, double pixels)
{
    return static_cast<double>(source.total()) > pixels ? resizedTo(source, pixels)
                                                        : source.clone();
}

/// Arandjelovic and Zisserman, "Three things everyone should know to improve object retrieval",
/// 2012: the square root of the L1-normalised descriptor.
void appendRootSift(const float* sift, std::vector<std::uint8_t>& out)
{
    double sum = 1e-6;
    for (std::size_t i = 0; i < VerifiablePicture::kDescriptorBytes; ++i)
        sum += static_cast<double>(sift[i]);
    for (std::size_t i = 0; i < VerifiablePicture::kDescriptorBytes; ++i)
        out.push_back(cv::saturate_cast<std::uint8_t>(
            512 * std::sqrt(std::max(0.0, static_cast<double>(sift[i])) / sum)));
}

void addFeatures(const cv::Mat& grey, VerifiablePicture& picture)
{
    const cv::Mat scaled = resizedTo(grey, kFeaturePixels);
    std::vector<cv::KeyPoint> keypoints;
    cv::Mat descriptors;
    cv::SIFT::create(kFeatures, 3, 0.02, 12, 1.6)
        ->detectAndCompute(scaled, cv::noArray(), keypoints, descriptors);
    picture.keypoints.reserve(keypoints.size());
    picture.descriptors.reserve(keypoints.size() * VerifiablePicture::kDescriptorBytes);
    for (std::size_t i = 0; i < keypoints.size(); ++i) {
        picture.keypoints.push_back({(keypoints[i].pt.x + 0.5F) / static_cast<float>(scaled.cols),
                                     (keypoints[i].pt.y + 0.5F) / static_cast<float>(scaled.rows)});
        appendRootSift(descriptors.ptr<float>(static_cast<int>(i)), picture.descriptors);
    }
}

/// FNV-1a.
std::uint64_t digestOf(const std::vector<std::uint8_t>& bytes, std::uint64_t digest)
{
    for (const std::uint8_t byte : bytes)
        digest = (digest ^ byte) * 0x100000001b3ULL;
    return digest;
}

VerifiablePicture prepare(const Image& image)
{
    // Pictures are prepared and compared on many threads at once; OpenCV's own threads would only
    // add more.
    static std::once_flag once;
    std::call_once(once, [] { cv::setNumThreads(1); });
    VerifiablePicture picture;
    const cv::Mat colour(image.height, image.width, CV_8UC3,
                         const_cast<std::uint8_t*>(image.pixels.data()));
    const cv::Mat reduced = shrunkTo(colour, kGreyPixels);
    cv::Mat grey;
    cv::cvtColor(reduced, grey, cv::COLOR_RGB2GRAY);
    picture.width = grey.cols;
    picture.height = grey.rows;
    picture.grey.assign(grey.datastart, grey.dataend);
    const cv::Mat small = shrunkTo(reduced, kColourPixels);
    picture.colour = Image(small.cols, small.rows);
    std::copy_n(small.data, picture.colour.bytes(), picture.colour.pixels.data());
    addFeatures(grey, picture);
    return picture;
}

} // namespace

std::size_t VerifiablePicture::bytes() const noexcept
{
    return sizeof(VerifiablePicture) + grey.size() + colour.bytes() + descriptors.size() +
           keypoints.size() * sizeof(Keypoint);
}

Result<VerifiablePicture> makeVerifiablePicture(const Image& image, int fullWidth, int fullHeight,
                                                ImageFormat format, const PictureFacts& facts,
                                                const ShotFacts& shot)
{
    if (image.isNull() || fullWidth <= 0 || fullHeight <= 0)
        return fail(ErrorCode::InvalidArgument, "There is no picture to compare"_msg);
    return catchOpenCvErrors<VerifiablePicture>([&] {
        VerifiablePicture picture = prepare(image);
        picture.fullWidth = fullWidth;
        picture.fullHeight = fullHeight;
        picture.format = format;
        picture.facts = facts;
        picture.shot = shot;
        picture.hashes = dctHashOrientations(image);
        picture.digest = digestOf(picture.colour.pixels, 0xcbf29ce484222325ULL);
        picture.digest = digestOf(picture.grey, picture.digest);
        return picture;
    });
}

} // namespace lookalike
