// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are not quite as their format says and that browsers show all the same, beside files
// that look alike and are broken; and profiles by what they do, not by what they are called.
#include "core/image/color_profile.h"
#include "core/image/decoder.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/image/tiff_writer.h"
#include "tests/testing.h"

#include <lcms2.h>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <png.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

Result<DecodedImage> decode(const FileBytes& bytes)
{
    return makeInProcessDecoder()->decode(bytes, {});
}

cv::Mat asMat(const Image& image)
{
    cv::Mat bgr(image.height, image.width, CV_8UC3);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const std::uint8_t* const p = image.row(y) + static_cast<std::ptrdiff_t>(x) * 3;
            bgr.at<cv::Vec3b>(y, x) = {p[2], p[1], p[0]};
        }
    return bgr;
}

/// `interval`: MCUs between restart markers, 0 for none.
FileBytes jpegBytes(const Image& image, int interval = 0)
{
    FileBytes bytes;
    cv::imencode(".jpg", asMat(image), bytes,
                 {cv::IMWRITE_JPEG_QUALITY, 90, cv::IMWRITE_JPEG_RST_INTERVAL, interval});
    return bytes;
}

/// A JPEG with pieces of a profile behind its first marker: their numbers and totals as given.
FileBytes withProfileParts(FileBytes jpeg, const FileBytes& profile,
                           const std::vector<std::pair<int, int>>& numbers)
{
    FileBytes segments;
    const std::size_t half = profile.size() / 2;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        FileBytes part{'I',
                       'C',
                       'C',
                       '_',
                       'P',
                       'R',
                       'O',
                       'F',
                       'I',
                       'L',
                       'E',
                       0,
                       static_cast<std::uint8_t>(numbers[i].first),
                       static_cast<std::uint8_t>(numbers[i].second)};
        const auto begin = profile.begin() + static_cast<std::ptrdiff_t>(i % 2 * half);
        part.insert(part.end(), begin,
                    i % 2 == 0 ? begin + static_cast<std::ptrdiff_t>(half) : profile.end());
        const std::size_t size = part.size() + 2;
        segments.insert(segments.end(), {0xFF, 0xE2, static_cast<std::uint8_t>(size >> 8),
                                         static_cast<std::uint8_t>(size & 0xFF)});
        segments.insert(segments.end(), part.begin(), part.end());
    }
    jpeg.insert(jpeg.begin() + 2, segments.begin(), segments.end());
    return jpeg;
}

/// Where the restart marker of this number stands for the first time; 0 where it does not.
std::size_t restartAt(const FileBytes& jpeg, int number)
{
    for (std::size_t i = 0; i + 1 < jpeg.size(); ++i)
        if (jpeg[i] == 0xFF && jpeg[i + 1] == 0xD0 + number)
            return i;
    return 0;
}

FileBytes rubbish(std::size_t size)
{
    FileBytes bytes;
    for (std::size_t i = 0; i < size; ++i)
        bytes.push_back(static_cast<std::uint8_t>(1 + i * 37 % 200));
    return bytes;
}

/// Two pixels, a dark and a light one, at `left`, `top` of a screen of this size.
FileBytes gif(int width, int height, int left = 0, int top = 0, bool ended = true)
{
    const auto byte = [](int value) { return static_cast<std::uint8_t>(value); };
    FileBytes bytes{'G', 'I', 'F', '8', '9', 'a', byte(width), 0,    byte(height), 0, 0x80,      0,
                    0,   10,  20,  30,  200, 210, 220,         0x2C, byte(left),   0, byte(top), 0,
                    2,   0,   1,   0,   0,   2,   2,           0x44, 0x0A,         0};
    if (ended)
        bytes.push_back(0x3B);
    return bytes;
}

/// A second frame without end behind the first.
FileBytes gifCutInItsSecondFrame()
{
    FileBytes bytes = gif(2, 1, 0, 0, false);
    bytes.insert(bytes.end(), {0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x0C});
    return bytes;
}

/// 8-bit values that mean light to the power of `gamma`, with the chunks that `describe` adds.
template <class Describe>
FileBytes pngOf(const Image& image, const Describe& describe)
{
    FileBytes bytes;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(
        png, &bytes,
        [](png_structp file, png_bytep data, std::size_t size) {
            auto& out = *static_cast<FileBytes*>(png_get_io_ptr(file));
            out.insert(out.end(), data, data + size);
        },
        [](png_structp) {});
    png_set_IHDR(png, info, static_cast<png_uint_32>(image.width),
                 static_cast<png_uint_32>(image.height), 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    describe(png, info);
    png_write_info(png, info);
    for (int y = 0; y < image.height; ++y)
        png_write_row(png, image.row(y));
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

/// The tones of light that an sRGB picture stands for.
Image linearOf(Image image)
{
    for (std::uint8_t& value : image.pixels) {
        const double v = value / 255.0;
        const double light = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        value = static_cast<std::uint8_t>(std::lround(light * 255));
    }
    return image;
}

/// A profile of sRGB's primaries and this gamma (0: sRGB's own curve), under any name.
FileBytes profileCalled(const wchar_t* name, double gamma)
{
    const FileBytes made = makeProfile(kSrgbChromaticities, gamma);
    cmsHPROFILE profile =
        cmsOpenProfileFromMem(made.data(), static_cast<cmsUInt32Number>(made.size()));
    cmsMLU* text = cmsMLUalloc(nullptr, 1);
    cmsMLUsetWide(text, "en", "US", name);
    cmsWriteTag(profile, cmsSigProfileDescriptionTag, text);
    cmsMLUfree(text);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    FileBytes bytes(size);
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

} // namespace

/// If this fails, photos that other programs show are refused or come out in wrong colours.
class TestLenientCodecs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void profilesInWronglyNumberedParts()
    {
        const Image image = smoothPicture(64, 48);
        const FileBytes jpeg = jpegBytes(image);
        const auto plain = decode(jpeg);
        VERIFY_RESULT(plain);
        const FileBytes profile = makeProfile(kSrgbChromaticities, 1);
        using Numbers = std::vector<std::pair<int, int>>;
        for (const Numbers& numbers :
             {Numbers{{1, 2}}, {{1, 2}, {2, 3}}, {{0, 1}}, {{1, 2}, {1, 2}}, {{1, 2}, {3, 2}}}) {
            const auto decoded = decode(withProfileParts(jpeg, profile, numbers));
            VERIFY_RESULT(decoded);
            QVERIFY(decoded->image.pixels == plain->image.pixels);
        }
        // In order it counts.
        const auto bright = decode(withProfileParts(jpeg, profile, {{1, 2}, {2, 2}}));
        VERIFY_RESULT(bright);
        QVERIFY(difference(bright->image, plain->image) > 10);
    }

    void rubbishBeforeARestartMarker()
    {
        const FileBytes jpeg = jpegBytes(smoothPicture(160, 120), 4);
        const auto plain = decode(jpeg);
        VERIFY_RESULT(plain);
        for (const int number : {0, 3})
            for (const std::size_t size : {1U, 20U, 300U}) {
                FileBytes stray = jpeg;
                const std::size_t at = restartAt(jpeg, number);
                QVERIFY(at > 0);
                const FileBytes between = rubbish(size);
                stray.insert(stray.begin() + static_cast<std::ptrdiff_t>(at), between.begin(),
                             between.end());
                const auto decoded = decode(stray);
                VERIFY_RESULT(decoded);
                QVERIFY(decoded->image.pixels == plain->image.pixels);
            }
    }

    void aJpegWithoutAllOfItsDataStaysBroken()
    {
        const FileBytes jpeg = jpegBytes(smoothPicture(160, 120), 4);
        const auto from = static_cast<std::ptrdiff_t>(restartAt(jpeg, 1));
        const auto to = static_cast<std::ptrdiff_t>(restartAt(jpeg, 2));
        QVERIFY(from > 0 && to > from);
        for (const double part : {0.5, 0.9}) {
            FileBytes cut = jpeg;
            cut.resize(static_cast<std::size_t>(static_cast<double>(cut.size()) * part));
            VERIFY_ERROR(decode(cut), ErrorCode::Broken);
            cut.insert(cut.end(), {0xFF, 0xD9}); // and made to look whole
            VERIFY_ERROR(decode(cut), ErrorCode::Broken);
        }
        FileBytes gap = jpeg; // an interval and its marker are missing
        gap.erase(gap.begin() + from, gap.begin() + to);
        VERIFY_ERROR(decode(gap), ErrorCode::Broken);
        FileBytes half = jpeg; // the end of an interval is missing
        half.erase(half.begin() + (from + to) / 2, half.begin() + to);
        VERIFY_ERROR(decode(half), ErrorCode::Broken);
        FileBytes tail = jpeg; // what damaged data leaves over at the end
        const FileBytes between = rubbish(300);
        tail.insert(tail.end() - 2, between.begin(), between.end());
        VERIFY_ERROR(decode(tail), ErrorCode::Broken);
    }

    void aGifScreenGrowsWithItsFirstFrame()
    {
        const auto plain = decode(gif(2, 1));
        VERIFY_RESULT(plain);
        for (const auto& [width, height] : {std::pair{0, 0}, {1, 1}, {0, 1}, {2, 0}}) {
            const auto decoded = decode(gif(width, height));
            VERIFY_RESULT(decoded);
            QCOMPARE(decoded->fullWidth, 2);
            QCOMPARE(decoded->fullHeight, 1);
            QVERIFY(decoded->image.pixels == plain->image.pixels);
        }
        const auto beside = decode(gif(3, 1, 4, 2)); // nothing is seen around it
        VERIFY_RESULT(beside);
        QCOMPARE(beside->image.width, 6);
        QCOMPARE(beside->image.height, 3);
        QCOMPARE(int{beside->image.row(2)[5 * 3]}, 200);
        QCOMPARE(int{beside->image.row(0)[0]}, 255);
    }

    void rubbishBehindTheLastFrame()
    {
        const auto plain = decode(gif(2, 1));
        VERIFY_RESULT(plain);
        for (const bool ended : {true, false})
            for (const std::size_t size : {1U, 300U}) {
                FileBytes bytes = gif(2, 1, 0, 0, ended);
                const FileBytes behind = rubbish(size);
                bytes.insert(bytes.end(), behind.begin(), behind.end());
                const auto decoded = decode(bytes);
                VERIFY_RESULT(decoded);
                QVERIFY(decoded->image.pixels == plain->image.pixels);
            }
        VERIFY_ERROR(decode(gifCutInItsSecondFrame()), ErrorCode::Broken);
        FileBytes cut = gif(2, 1);
        for (std::size_t size = 1; size + 2 < cut.size(); ++size)
            VERIFY_ERROR(decode({cut.begin(), cut.begin() + static_cast<std::ptrdiff_t>(size)}),
                         size < 6 ? ErrorCode::Unsupported : ErrorCode::Broken);
    }

    void aProfileIsWhatItDoesNotWhatItIsCalled()
    {
        const Image image = smoothPicture(64, 48);
        for (const wchar_t* const name : {L"GIMP built-in Linear sRGB", L"sRGB", L"Something"}) {
            const TiffPage light{
                64, 48, kTiffRgb, 3, 8, linearOf(image).pixels, profileCalled(name, 1)};
            const auto decoded = decode(tiffBytes({light}));
            VERIFY_RESULT(decoded);
            QVERIFY2(difference(decoded->image, image) < 3,
                     qPrintable(QString::number(difference(decoded->image, image))));
            const TiffPage usual{64, 48, kTiffRgb, 3, 8, image.pixels, profileCalled(name, 0)};
            const auto same = decode(tiffBytes({usual}));
            VERIFY_RESULT(same);
            QVERIFY(same->image.pixels == image.pixels);
        }
    }

    void aPngMayDescribeItsColours()
    {
        const Image image = smoothPicture(64, 48);
        const auto shown = [](const FileBytes& png) {
            auto decoded = decode(png);
            return decoded ? std::move(decoded->image) : Image();
        };
        const Image light = linearOf(image);
        QVERIFY(
            difference(shown(pngOf(light, [](auto png, auto info) { png_set_gAMA(png, info, 1); })),
                       image) < 3);
        QVERIFY(shown(pngOf(image, [](auto png, auto info) {
                    png_set_gAMA(png, info, 0.45455);
                    png_set_cHRM(png, info, 0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06);
                })).pixels == image.pixels);
        // An sRGB chunk overrides the others.
        QVERIFY(shown(pngOf(image, [](auto png, auto info) {
                    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
                })).pixels == image.pixels);
        // Primaries of Display P3 without a profile.
        const Image wide = shown(pngOf(image, [](auto png, auto info) {
            png_set_gAMA(png, info, 0.45455);
            png_set_cHRM(png, info, 0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06);
        }));
        QVERIFY(difference(wide, image) > 3);
    }

    void aTiffSaysWhatStoppedIt()
    {
        // A tag that libtiff leaves out comes first, then a strip beyond the end of the file.
        FileBytes tiff = tiffBytes({{64, 48, kTiffRgb, 3, 8, smoothPicture(64, 48).pixels, {}}});
        tiff[10 + 2 * 12] = 0; // BitsPerSample becomes a tag that nobody knows
        tiff[10 + 2 * 12 + 1] = 0xF0;
        const auto unknown = decode(tiff);
        QVERIFY(!unknown);
        QVERIFY2(unknown.error().message.english().find("tag 61440") == std::string::npos,
                 unknown.error().message.english().c_str());
        FileBytes cut = tiffBytes({{64, 48, kTiffRgb, 3, 8, smoothPicture(64, 48).pixels, {}}});
        cut.resize(cut.size() - 1000);
        const auto broken = decode(cut);
        VERIFY_ERROR(broken, ErrorCode::Broken);
        QVERIFY2(broken.error().message.english().find("Read error") != std::string::npos,
                 broken.error().message.english().c_str());
    }
};

QTEST_GUILESS_MAIN(TestLenientCodecs)
#include "tst_lenient_codecs.moc"
