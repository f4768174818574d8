// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/relation_kinds.h"

#include "app/lookalike_bench/image_mat.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

cv::Mat coded(const cv::Mat& photo, const char* extension, const std::vector<int>& options)
{
    std::vector<std::uint8_t> bytes;
    cv::imencode(extension, photo, bytes, options);
    return cv::imdecode(bytes, cv::IMREAD_COLOR); // red and blue are swapped twice
}

cv::Mat jpeg(const cv::Mat& photo, int quality)
{
    return coded(photo, ".jpg", {cv::IMWRITE_JPEG_QUALITY, quality});
}

cv::Mat scaled(const cv::Mat& photo, double factor)
{
    cv::Mat out;
    cv::resize(photo, out, {}, factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return out;
}

/// A part of each side, somewhere.
cv::Mat cropped(const cv::Mat& photo, double part, cv::RNG& random)
{
    const int width = std::max(8, static_cast<int>(photo.cols * part));
    const int height = std::max(8, static_cast<int>(photo.rows * part));
    return photo(cv::Rect(random.uniform(0, photo.cols - width + 1),
                          random.uniform(0, photo.rows - height + 1), width, height))
        .clone();
}

cv::Mat squareCrop(const cv::Mat& photo)
{
    const int side = std::min(photo.cols, photo.rows);
    return photo(cv::Rect((photo.cols - side) / 2, (photo.rows - side) / 2, side, side)).clone();
}

cv::Mat quarterTurned(const cv::Mat& photo, int code)
{
    cv::Mat out;
    cv::rotate(photo, out, code);
    return out;
}

cv::Mat flipped(const cv::Mat& photo, int code)
{
    cv::Mat out;
    cv::flip(photo, out, code);
    return out;
}

cv::Mat tilted(const cv::Mat& photo, double degrees)
{
    cv::Mat out;
    const cv::Point2f middle(static_cast<float>(photo.cols) / 2,
                             static_cast<float>(photo.rows) / 2);
    cv::warpAffine(photo, out, cv::getRotationMatrix2D(middle, degrees, 1), photo.size());
    return out;
}

/// Turned, and cut so that no black corner is left.
cv::Mat straightened(const cv::Mat& photo, double degrees)
{
    const double angle = std::abs(degrees) * CV_PI / 180;
    const double ratio =
        static_cast<double>(std::max(photo.cols, photo.rows)) / std::min(photo.cols, photo.rows);
    const double part = 1 / (std::cos(angle) + ratio * std::sin(angle));
    const cv::Mat turned = tilted(photo, degrees);
    const int width = std::max(8, static_cast<int>(photo.cols * part));
    const int height = std::max(8, static_cast<int>(photo.rows * part));
    return turned(cv::Rect((photo.cols - width) / 2, (photo.rows - height) / 2, width, height))
        .clone();
}

/// Stops of light, in linear values.
cv::Mat exposed(const cv::Mat& photo, double stops)
{
    cv::Mat table(1, 256, CV_8U);
    for (int i = 0; i < 256; ++i)
        table.at<std::uint8_t>(i) = cv::saturate_cast<std::uint8_t>(
            255 * std::pow(std::pow(i / 255.0, 2.2) * std::pow(2, stops), 1 / 2.2));
    cv::Mat out;
    cv::LUT(photo, table, out);
    return out;
}

cv::Mat toned(const cv::Mat& photo, double gain)
{
    cv::Mat out;
    photo.convertTo(out, -1, gain, 128 * (1 - gain));
    return out;
}

cv::Mat grey(const cv::Mat& photo)
{
    cv::Mat out;
    cv::cvtColor(photo, out, cv::COLOR_RGB2GRAY);
    cv::cvtColor(out, out, cv::COLOR_GRAY2RGB);
    return out;
}

cv::Mat saturated(const cv::Mat& photo, double gain)
{
    cv::Mat out;
    cv::addWeighted(photo, gain, grey(photo), 1 - gain, 0, out);
    return out;
}

cv::Mat sepia(const cv::Mat& photo)
{
    const cv::Matx33f mix(0.393F, 0.769F, 0.189F, 0.349F, 0.686F, 0.168F, 0.272F, 0.534F, 0.131F);
    cv::Mat out;
    cv::transform(photo, out, mix);
    return out;
}

cv::Mat warmed(const cv::Mat& photo)
{
    const cv::Matx33f mix(1.15F, 0, 0, 0, 1.02F, 0, 0, 0, 0.8F);
    cv::Mat out;
    cv::transform(photo, out, mix);
    return out;
}

cv::Mat blurred(const cv::Mat& photo, double part)
{
    cv::Mat out;
    cv::GaussianBlur(photo, out, {}, std::max(0.8, std::min(photo.cols, photo.rows) * part));
    return out;
}

cv::Mat sharpened(const cv::Mat& photo)
{
    cv::Mat out;
    cv::GaussianBlur(photo, out, {}, 1.2);
    cv::addWeighted(photo, 2.2, out, -1.2, 0, out);
    return out;
}

cv::Mat noisy(const cv::Mat& photo, double deviation, cv::RNG& random)
{
    cv::Mat noise(photo.size(), CV_16SC3);
    random.fill(noise, cv::RNG::NORMAL, 0, deviation);
    cv::Mat out;
    cv::add(photo, noise, out, cv::noArray(), CV_8U);
    return out;
}

cv::Mat captioned(const cv::Mat& photo, const char* text)
{
    cv::Mat out = photo.clone();
    const double scale = photo.cols / 220.0 * 0.7;
    const cv::Point start(photo.cols / 20, photo.rows * 17 / 20);
    cv::putText(out, text, start, cv::FONT_HERSHEY_SIMPLEX, scale, {0, 0, 0},
                std::max(2, photo.cols / 40));
    cv::putText(out, text, start, cv::FONT_HERSHEY_SIMPLEX, scale, {255, 255, 255},
                std::max(1, photo.cols / 90));
    return out;
}

cv::Mat watermarked(const cv::Mat& photo)
{
    cv::Mat mark = photo.clone();
    const double scale = photo.cols / 160.0;
    cv::putText(mark, "SAMPLE", {photo.cols / 12, photo.rows * 6 / 10}, cv::FONT_HERSHEY_DUPLEX,
                scale, {255, 255, 255}, std::max(1, photo.cols / 50));
    cv::Mat out;
    cv::addWeighted(photo, 0.55, mark, 0.45, 0, out);
    return out;
}

cv::Mat framed(const cv::Mat& photo, double x, double y, const cv::Scalar& colour)
{
    cv::Mat out;
    const int dx = static_cast<int>(photo.cols * x);
    const int dy = static_cast<int>(photo.rows * y);
    cv::copyMakeBorder(photo, out, dy, dy, dx, dx, cv::BORDER_CONSTANT, colour);
    return out;
}

cv::Mat squashed(const cv::Mat& photo)
{
    cv::Mat out;
    cv::resize(photo, out, {photo.rows, photo.rows}, 0, 0, cv::INTER_AREA);
    return out;
}

using Step = std::function<cv::Mat(const cv::Mat&, cv::RNG&)>;

CopyKind kind(const char* name, const Step& step, KindGroup group = KindGroup::Common)
{
    return {name, group, [step](const Image& image, std::uint64_t seed) {
                cv::RNG random(seed * 7919 + 17);
                return imageOf(step(matOf(image), random));
            }};
}

void addSizesAndCoding(std::vector<CopyKind>& kinds)
{
    kinds.push_back(kind("resize_half", [](auto& p, auto&) { return scaled(p, 0.5); }));
    kinds.push_back(kind("resize_quarter", [](auto& p, auto&) { return scaled(p, 0.25); }));
    kinds.push_back(kind("resize_up", [](auto& p, auto&) { return scaled(p, 1.7); }));
    kinds.push_back(kind("squash_to_square", [](auto& p, auto&) { return squashed(p); }));
    kinds.push_back(kind("jpeg_85", [](auto& p, auto&) { return jpeg(p, 85); }));
    kinds.push_back(kind("jpeg_60", [](auto& p, auto&) { return jpeg(p, 60); }));
    kinds.push_back(kind("jpeg_30", [](auto& p, auto&) { return jpeg(p, 30); }));
    kinds.push_back(kind("png", [](auto& p, auto&) { return coded(p, ".png", {}); }));
    kinds.push_back(kind("webp_50", [](auto& p, auto&) {
        return coded(p, ".webp", {cv::IMWRITE_WEBP_QUALITY, 50});
    }));
}

void addGeometry(std::vector<CopyKind>& kinds)
{
    kinds.push_back(kind("crop_90", [](auto& p, auto& r) { return cropped(p, 0.9, r); }));
    kinds.push_back(kind("crop_80", [](auto& p, auto& r) { return cropped(p, 0.8, r); }));
    kinds.push_back(kind(
        "crop_71", [](auto& p, auto& r) { return cropped(p, 0.71, r); }, KindGroup::HalfCrop));
    kinds.push_back(kind(
        "crop_60", [](auto& p, auto& r) { return cropped(p, 0.6, r); }, KindGroup::DeepCrop));
    kinds.push_back(kind("crop_square", [](auto& p, auto&) { return squareCrop(p); }));
    kinds.push_back(kind("rotate_90",
                         [](auto& p, auto&) { return quarterTurned(p, cv::ROTATE_90_CLOCKWISE); }));
    kinds.push_back(
        kind("rotate_180", [](auto& p, auto&) { return quarterTurned(p, cv::ROTATE_180); }));
    kinds.push_back(kind("rotate_270", [](auto& p, auto&) {
        return quarterTurned(p, cv::ROTATE_90_COUNTERCLOCKWISE);
    }));
    kinds.push_back(kind("mirror_sideways", [](auto& p, auto&) { return flipped(p, 1); }));
    kinds.push_back(kind("mirror_upside_down", [](auto& p, auto&) { return flipped(p, 0); }));
    kinds.push_back(kind("tilt_5", [](auto& p, auto&) { return tilted(p, 5); }));
    kinds.push_back(kind("tilt_10", [](auto& p, auto&) { return tilted(p, -10); }));
    kinds.push_back(kind("straighten_5", [](auto& p, auto&) { return straightened(p, 5); }));
    kinds.push_back(kind(
        "straighten_10", [](auto& p, auto&) { return straightened(p, -10); }, KindGroup::HalfCrop));
}

void addTones(std::vector<CopyKind>& kinds)
{
    kinds.push_back(kind("exposure_up", [](auto& p, auto&) { return exposed(p, 1); }));
    kinds.push_back(kind("exposure_down", [](auto& p, auto&) { return exposed(p, -1); }));
    kinds.push_back(kind("contrast_up", [](auto& p, auto&) { return toned(p, 1.4); }));
    kinds.push_back(kind("contrast_down", [](auto& p, auto&) { return toned(p, 0.6); }));
    kinds.push_back(kind("saturation", [](auto& p, auto&) { return saturated(p, 1.6); }));
    kinds.push_back(kind("greyscale", [](auto& p, auto&) { return grey(p); }));
    kinds.push_back(kind("sepia", [](auto& p, auto&) { return sepia(p); }));
    kinds.push_back(kind("warm", [](auto& p, auto&) { return warmed(p); }));
    kinds.push_back(kind("blur", [](auto& p, auto&) { return blurred(p, 1 / 90.0); }));
    kinds.push_back(kind("sharpen", [](auto& p, auto&) { return sharpened(p); }));
    kinds.push_back(kind("noise", [](auto& p, auto& r) { return noisy(p, 12, r); }));
}

void addOverlays(std::vector<CopyKind>& kinds)
{
    kinds.push_back(kind("text", [](auto& p, auto&) { return captioned(p, "Summer holidays"); }));
    kinds.push_back(kind("watermark", [](auto& p, auto&) { return watermarked(p); }));
    kinds.push_back(kind("frame", [](auto& p, auto&) {
        return framed(p, 0.06, 0.06, {250, 245, 235});
    }));
    kinds.push_back(kind("letterbox", [](auto& p, auto&) { return framed(p, 0, 0.15, {}); }));
    kinds.push_back(kind("crop_resize_jpeg", [](auto& p, auto& r) {
        return jpeg(scaled(cropped(p, 0.85, r), 0.7), 60);
    }));
    kinds.push_back(kind("mirror_jpeg", [](auto& p, auto&) { return jpeg(flipped(p, 1), 50); }));
    kinds.push_back(kind("screenshot", [](auto& p, auto&) {
        return jpeg(framed(scaled(p, 0.8), 0.2, 0.1, {32, 33, 36}), 80);
    }));
    kinds.push_back(kind("filter_text_jpeg", [](auto& p, auto&) {
        return jpeg(captioned(warmed(toned(p, 1.2)), "Summer"), 60);
    }));
}

cv::Mat fitted(const Image& image, cv::Size size)
{
    cv::Mat out;
    cv::resize(matOf(image), out, size, 0, 0, cv::INTER_AREA);
    return out;
}

/// The oval middle of `part` put on `scene`.
cv::Mat withObject(const cv::Mat& scene, const cv::Mat& part, double x, double y)
{
    cv::Mat out = scene.clone();
    cv::Mat object;
    cv::resize(part, object, scene.size() / 4, 0, 0, cv::INTER_AREA);
    cv::Mat mask(object.size(), CV_8U, cv::Scalar(0));
    cv::ellipse(mask, cv::Point(object.cols / 2, object.rows / 2),
                cv::Size(object.cols / 2 - 1, object.rows / 2 - 1), 0, 0, 360, 255, cv::FILLED);
    const cv::Point at(static_cast<int>(x * (scene.cols - object.cols)),
                       static_cast<int>(y * (scene.rows - object.rows)));
    object.copyTo(out(cv::Rect(at, object.size())), mask);
    return out;
}

/// Smooth random shifts, as the depth of a scene gives them when the camera moves.
cv::Mat fromElsewhere(const cv::Mat& scene, double pixels, cv::RNG& random)
{
    cv::Mat shifts(5, 5, CV_32FC2);
    random.fill(shifts, cv::RNG::NORMAL, 0, pixels);
    cv::Mat map;
    cv::resize(shifts, map, scene.size(), 0, 0, cv::INTER_CUBIC);
    for (int y = 0; y < map.rows; ++y)
        for (int x = 0; x < map.cols; ++x)
            map.at<cv::Vec2f>(y, x) += cv::Vec2f(static_cast<float>(x), static_cast<float>(y));
    cv::Mat out;
    cv::remap(scene, out, map, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REFLECT);
    return out;
}

cv::Mat page(int lines, std::uint64_t seed)
{
    cv::RNG random(seed);
    cv::Mat out(480, 640, CV_8UC3, cv::Scalar::all(255));
    cv::rectangle(out, {0, 0, 640, 44}, {40, 90, 160}, cv::FILLED);
    cv::putText(out, "Messages", {16, 30}, cv::FONT_HERSHEY_DUPLEX, 0.9, {255, 255, 255}, 2);
    for (int line = 0; line < lines; ++line) {
        std::string text;
        while (text.size() < 38)
            text += static_cast<char>(random.uniform(0, 6) == 0 ? ' ' : random.uniform('a', 'z'));
        cv::putText(out, text, {24, 80 + line * 30}, cv::FONT_HERSHEY_SIMPLEX, 0.7, {20, 20, 20},
                    1);
    }
    return out;
}

cv::Mat onTemplate(const Image& photo)
{
    cv::Mat out(480, 640, CV_8UC3, cv::Scalar(230, 225, 210));
    cv::rectangle(out, {20, 20, 600, 440}, {90, 40, 40}, 6);
    cv::putText(out, "HOLIDAY NEWS", {120, 70}, cv::FONT_HERSHEY_DUPLEX, 1.5, {120, 30, 30}, 3);
    cv::circle(out, {560, 420}, 28, {30, 80, 140}, 5);
    cv::putText(out, "Club", {530, 426}, cv::FONT_HERSHEY_DUPLEX, 0.6, {30, 80, 140}, 2);
    fitted(photo, {420, 300}).copyTo(out(cv::Rect(100, 95, 420, 300)));
    return out;
}

} // namespace

std::vector<CopyKind> copyKinds()
{
    std::vector<CopyKind> kinds;
    addSizesAndCoding(kinds);
    addGeometry(kinds);
    addTones(kinds);
    addOverlays(kinds);
    return kinds;
}

std::vector<LookalikeKind> lookalikeKinds()
{
    using Pair = std::pair<Image, Image>;
    return {
        {"object_moved",
         [](const Image& a, const Image& b, std::uint64_t seed) {
             cv::RNG random(seed);
             const double y = random.uniform(0.2, 0.8);
             const double x = random.uniform(0.1, 0.6);
             return Pair{imageOf(noisy(withObject(matOf(a), matOf(b), x, y), 2, random)),
                         imageOf(noisy(withObject(matOf(a), matOf(b), x + 0.2, y), 2, random))};
         }},
        {"camera_moved",
         [](const Image& a, const Image&, std::uint64_t seed) {
             cv::RNG random(seed);
             const cv::Mat scene = matOf(a);
             return Pair{
                 imageOf(noisy(scene, 2, random)),
                 imageOf(noisy(fromElsewhere(scene, scene.cols / 50.0, random), 2, random))};
         }},
        {"same_template",
         [](const Image& a, const Image& b, std::uint64_t) {
             return Pair{imageOf(onTemplate(a)), imageOf(onTemplate(b))};
         }},
        {"same_caption",
         [](const Image& a, const Image& b, std::uint64_t) {
             const cv::Size size(480, 360);
             return Pair{imageOf(captioned(fitted(a, size), "Summer holidays")),
                         imageOf(captioned(fitted(b, size), "Summer holidays"))};
         }},
        {"page_of_text",
         [](const Image&, const Image&, std::uint64_t seed) {
             const int lines = 3 + static_cast<int>(seed % 10);
             return Pair{imageOf(page(lines, seed * 2 + 1)), imageOf(page(lines, seed * 2 + 2))};
         }},
    };
}

} // namespace lookalike
