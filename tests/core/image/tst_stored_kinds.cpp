// SPDX-License-Identifier: GPL-3.0-or-later
// The less usual ways to store a picture, written here byte by byte so that the truth is known:
// 16 bits, CMYK, grey with alpha, colour profiles, several pages, animations.
#include "core/image/color_profile.h"
#include "core/image/decoder.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/image/tiff_writer.h"
#include "tests/testing.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

using Rgb = std::array<int, 3>;

Rgb pixel(const Image& image, int x, int y)
{
    const std::uint8_t* const at = image.row(y) + 3 * x;
    return {at[0], at[1], at[2]};
}

Result<DecodedImage> decode(const FileBytes& bytes, const DecodeRequest& request = {})
{
    return makeInProcessDecoder()->decode(bytes, request);
}

void append(FileBytes& bytes, std::string_view text)
{
    std::ranges::copy(text, std::back_inserter(bytes));
}

void appendNumber(FileBytes& bytes, std::size_t value, int size)
{
    for (int i = 0; i < size; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

FileBytes riffChunk(std::string_view name, const FileBytes& content)
{
    FileBytes bytes;
    append(bytes, name);
    appendNumber(bytes, content.size(), 4);
    std::ranges::copy(content, std::back_inserter(bytes));
    if (content.size() % 2 != 0)
        bytes.push_back(0);
    return bytes;
}

/// One colour as the part of a lossless WebP that holds the pixels.
FileBytes webpPixels(const cv::Scalar& bgr)
{
    FileBytes file;
    cv::imencode(".webp", cv::Mat(8, 8, CV_8UC3, bgr), file, {cv::IMWRITE_WEBP_QUALITY, 101});
    return {file.begin() + 12, file.end()}; // without "RIFF", size and "WEBP"
}

FileBytes animationFrame(const FileBytes& pixels)
{
    FileBytes content;
    for (const unsigned value : {0U, 0U, 7U, 7U, 100U}) // x, y, width - 1, height - 1, milliseconds
        appendNumber(content, value, 3);
    content.push_back(0);
    std::ranges::copy(pixels, std::back_inserter(content));
    return riffChunk("ANMF", content);
}

FileBytes animatedWebp(const std::vector<cv::Scalar>& frames)
{
    FileBytes content;
    append(content, "WEBP");
    const auto add = [&content](const FileBytes& part) {
        std::ranges::copy(part, std::back_inserter(content));
    };
    add(riffChunk("VP8X", {2, 0, 0, 0, 7, 0, 0, 7, 0, 0}));
    add(riffChunk("ANIM", {0, 0, 0, 0, 0, 0}));
    for (const cv::Scalar& frame : frames)
        add(animationFrame(webpPixels(frame)));
    FileBytes bytes;
    append(bytes, "RIFF");
    appendNumber(bytes, content.size(), 4);
    std::ranges::copy(content, std::back_inserter(bytes));
    return bytes;
}

/// Two pixels, a dark and a light one; the second frame shows them the other way round.
FileBytes animatedGif()
{
    FileBytes bytes;
    append(bytes, "GIF89a");
    const std::initializer_list<std::uint8_t> rest{
        2, 0, 1, 0, 0x80, 0, 0, 10, 20, 30, 200,  210,  220, 0x2C, 0,
        0, 0, 0, 2, 0,    1, 0, 0,  2,  2,  0x44, 0x0A, 0,   0x2C, 0,
        0, 0, 0, 2, 0,    1, 0, 0,  2,  2,  0x0C, 0x0A, 0,   0x3B};
    std::ranges::copy(rest, std::back_inserter(bytes));
    return bytes;
}

double linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double encoded(double value)
{
    return value <= 0.0031308 ? value * 12.92 : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
}

/// Display P3 to sRGB by the definitions of both (SMPTE EG 432-1, IEC 61966-2-1).
Image srgbOfDisplayP3(Image image)
{
    constexpr double kMatrix[3][3] = {{1.2249401, -0.2249404, 0.0},
                                      {-0.0420569, 1.0420571, 0.0},
                                      {-0.0196376, -0.0786361, 1.0982735}};
    for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
        double in[3];
        for (std::size_t c = 0; c < 3; ++c)
            in[c] = linear(image.pixels[i + c] / 255.0);
        for (std::size_t c = 0; c < 3; ++c) {
            const double sum =
                kMatrix[c][0] * in[0] + kMatrix[c][1] * in[1] + kMatrix[c][2] * in[2];
            image.pixels[i + c] =
                static_cast<std::uint8_t>(std::lround(255.0 * encoded(std::clamp(sum, 0.0, 1.0))));
        }
    }
    return image;
}

} // namespace

class TestStoredKinds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sixteenBits()
    {
        TiffPage page{2, 1, kTiffRgb, 3, 16, {}, {}};
        for (const unsigned value : {0x0000U, 0x8000U, 0xFFFFU, 0x1234U, 0xABCDU, 0x00FFU})
            appendNumber(page.pixels, value, 2);
        const auto decoded = decode(tiffBytes({page}));
        VERIFY_RESULT(decoded);
        const Rgb expected[2] = {{0, 128, 255}, {0x12, 0xAB, 1}};
        for (int x = 0; x < 2; ++x)
            for (std::size_t c = 0; c < 3; ++c)
                QVERIFY(std::abs(pixel(decoded->image, x, 0)[c] - expected[x][c]) <= 1);
        cv::Mat deep(4, 4, CV_16UC3, cv::Scalar(0x4000, 0x8000, 0xC000));
        FileBytes png;
        cv::imencode(".png", deep, png);
        const auto other = decode(png);
        VERIFY_RESULT(other);
        QCOMPARE(pixel(other->image, 2, 2), (Rgb{0xBF, 0x80, 0x40}));
    }

    void cmykWithoutAProfile()
    {
        const TiffPage page{
            4, 1, kTiffCmyk, 4, 8, {0, 255, 255, 0, 255, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0}, {}};
        const auto decoded = decode(tiffBytes({page}));
        VERIFY_RESULT(decoded);
        QCOMPARE(pixel(decoded->image, 0, 0), (Rgb{255, 0, 0}));
        QCOMPARE(pixel(decoded->image, 1, 0), (Rgb{0, 255, 255}));
        QCOMPARE(pixel(decoded->image, 2, 0), (Rgb{0, 0, 0}));
        QCOMPARE(pixel(decoded->image, 3, 0), (Rgb{255, 255, 255}));
    }

    void theFirstPageOfMany()
    {
        const TiffPage first{1, 1, kTiffRgb, 3, 8, {1, 2, 3}, {}};
        const TiffPage second{2, 2, kTiffRgb, 3, 8, FileBytes(12, 200), {}};
        const auto decoded = decode(tiffBytes({first, second, second}));
        VERIFY_RESULT(decoded);
        QCOMPARE(decoded->fullWidth, 1);
        QCOMPARE(pixel(decoded->image, 0, 0), (Rgb{1, 2, 3}));
    }

    void theFirstFrameOfAnAnimation()
    {
        const auto gif = decode(animatedGif());
        VERIFY_RESULT(gif);
        QVERIFY(gif->format == ImageFormat::Gif);
        QCOMPARE(pixel(gif->image, 0, 0), (Rgb{10, 20, 30}));
        QCOMPARE(pixel(gif->image, 1, 0), (Rgb{200, 210, 220}));

        const auto webp = decode(animatedWebp({{30, 20, 10}, {220, 210, 200}}));
        VERIFY_RESULT(webp);
        QVERIFY(webp->format == ImageFormat::WebP);
        QCOMPARE(pixel(webp->image, 4, 4), (Rgb{10, 20, 30}));
    }

    void anAnimationThatBreaksOffIsBroken()
    {
        FileBytes gif = animatedGif();
        gif.resize(gif.size() - 4); // inside the second frame
        VERIFY_ERROR(decode(gif), ErrorCode::Broken);
        FileBytes webp = animatedWebp({{30, 20, 10}, {220, 210, 200}});
        webp.resize(webp.size() - 10);
        VERIFY_ERROR(decode(webp), ErrorCode::Broken);
    }

    void jpeg2000OfSixteenBits()
    {
        cv::Mat deep(64, 48, CV_16UC3, cv::Scalar(0x4000, 0x8000, 0xC000));
        FileBytes bytes;
        if (!cv::imencode(".jp2", deep, bytes))
            QSKIP("OpenCV writes no JPEG 2000 here");
        const auto decoded = decode(bytes);
        VERIFY_RESULT(decoded);
        QCOMPARE(decoded->fullHeight, 64);
        const Rgb found = pixel(decoded->image, 20, 20);
        QVERIFY(std::abs(found[0] - 0xC0) <= 2 && std::abs(found[2] - 0x40) <= 2);
    }

    void aDisplayP3PictureIsBroughtToSrgb()
    {
        const Image stored = smoothPicture(64, 48);
        const std::vector<std::uint8_t> profile =
            makeProfile({0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060});
        QVERIFY(!profile.empty());
        const TiffPage page{64, 48, kTiffRgb, 3, 8, stored.pixels, profile};
        const auto decoded = decode(tiffBytes({page}));
        VERIFY_RESULT(decoded);
        const Image expected = srgbOfDisplayP3(stored);
        QVERIFY(difference(stored, expected) > 3.0); // the profile matters
        QVERIFY2(difference(decoded->image, expected) < 1.0,
                 qPrintable(QString::number(difference(decoded->image, expected))));
    }
};

QTEST_GUILESS_MAIN(TestStoredKinds)
#include "tst_stored_kinds.moc"
