// SPDX-License-Identifier: GPL-3.0-or-later
// Formats that few cameras write but many folders hold, written here byte by byte: PNM, TGA,
// Photoshop, icons, deep TIFF, and BMP with runs from the top.
#include "core/image/color_profile.h"
#include "core/image/decoder.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/image/tiff_writer.h"
#include "tests/testing.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <random>
#include <string_view>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr int kWidth = 5;
constexpr int kHeight = 3;

Result<DecodedImage> decode(const FileBytes& bytes, const DecodeRequest& request = {})
{
    return makeInProcessDecoder()->decode(bytes, request);
}

FileBytes operator+(FileBytes left, const FileBytes& right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

FileBytes bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

FileBytes little(std::size_t value, int size)
{
    FileBytes bytes;
    for (int i = 0; i < size; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return bytes;
}

FileBytes big(std::size_t value, int size)
{
    FileBytes bytes = little(value, size);
    std::ranges::reverse(bytes);
    return bytes;
}

/// Every pixel another colour.
Image truth()
{
    Image image(kWidth, kHeight);
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        image.pixels[i] = static_cast<std::uint8_t>(i * 17 + i % 3 * 40);
    return image;
}

Image greyOf(Image image)
{
    for (std::size_t i = 0; i < image.pixels.size(); i += 3)
        image.pixels[i + 1] = image.pixels[i + 2] = image.pixels[i];
    return image;
}

/// Every channel's values one after another, or one channel's.
FileBytes channel(const Image& image, std::size_t number)
{
    FileBytes bytes;
    for (std::size_t i = number; i < image.pixels.size(); i += 3)
        bytes.push_back(image.pixels[i]);
    return bytes;
}

FileBytes pnmText(const Image& image, bool colours)
{
    std::string text = colours ? "P3\n# a comment\n5 3\n255\n" : "P2 5 3 # why not\n255 ";
    for (std::size_t i = 0; i < image.pixels.size(); i += colours ? 1 : 3)
        text += std::to_string(image.pixels[i]) + (i % 4 == 0 ? "\n" : " ");
    return bytesOf(text);
}

enum TgaBits : unsigned { kTop = 0x20, kRight = 0x10 };

/// 24 bits; `packed` makes one run of the first pixel of each row and plain pixels of the rest.
FileBytes tga(const Image& image, unsigned origin, bool packed)
{
    FileBytes bytes{3, 0, static_cast<std::uint8_t>(packed ? 10 : 2), 0, 0, 0, 0, 0, 0, 0, 0, 0};
    bytes = bytes + little(kWidth, 2) + little(kHeight, 2) +
            FileBytes{24, static_cast<std::uint8_t>(origin), 'a', 'b', 'c'};
    for (int line = 0; line < kHeight; ++line) {
        const int y = (origin & kTop) != 0 ? line : kHeight - 1 - line;
        for (int step = 0; step < kWidth; ++step) {
            const int x = (origin & kRight) != 0 ? kWidth - 1 - step : step;
            if (packed && step < 2)
                bytes.push_back(static_cast<std::uint8_t>(step == 0 ? 0x80 : kWidth - 2));
            const std::uint8_t* const pixel = image.row(y) + static_cast<std::ptrdiff_t>(x) * 3;
            bytes.insert(bytes.end(), {pixel[2], pixel[1], pixel[0]});
        }
    }
    return bytes;
}

struct Psd {
    std::uint32_t mode = 3;
    std::uint32_t bits = 8;
    std::uint32_t channels = 3;
    std::uint32_t version = 1;
    FileBytes palette = {};
    FileBytes resources = {};
};

FileBytes psdBytes(const Psd& psd, const FileBytes& imageData)
{
    return bytesOf("8BPS") + big(psd.version, 2) + FileBytes(6) + big(psd.channels, 2) +
           big(kHeight, 4) + big(kWidth, 4) + big(psd.bits, 2) + big(psd.mode, 2) +
           big(psd.palette.size(), 4) + psd.palette + big(psd.resources.size(), 4) + psd.resources +
           big(0, psd.version == 2 ? 8 : 4) + imageData;
}

FileBytes resource(std::size_t id, const FileBytes& data)
{
    FileBytes bytes = bytesOf("8BIM") + big(id, 2) + FileBytes(2) + big(data.size(), 4) + data;
    bytes.resize(bytes.size() + data.size() % 2);
    return bytes;
}

FileBytes planes(const Image& image)
{
    return channel(image, 0) + channel(image, 1) + channel(image, 2);
}

/// The planes packed row by row, as literal runs; the first row as one run where it is even.
FileBytes packedPlanes(const Image& image, int countBytes)
{
    FileBytes counts;
    FileBytes data;
    const FileBytes all = planes(image);
    for (std::size_t at = 0; at < all.size(); at += kWidth) {
        counts = counts + big(kWidth + 1, countBytes);
        data.push_back(kWidth - 1);
        data.insert(data.end(), all.begin() + static_cast<std::ptrdiff_t>(at),
                    all.begin() + static_cast<std::ptrdiff_t>(at + kWidth));
    }
    return counts + data;
}

FileBytes iconEntry(int side, std::size_t size, std::size_t offset)
{
    return FileBytes{static_cast<std::uint8_t>(side), static_cast<std::uint8_t>(side), 0, 0} +
           little(1, 2) + little(24, 2) + little(size, 4) + little(offset, 4);
}

/// A BMP as an icon holds it: without its file header, of twice the height, with a mask behind it.
FileBytes iconBmp(const Image& image)
{
    const FileBytes bmp = bmpBytes(image);
    FileBytes bytes(bmp.begin() + 14, bmp.end());
    const FileBytes height = little(static_cast<std::size_t>(image.height) * 2, 4);
    std::ranges::copy(height, bytes.begin() + 8);
    return bytes + FileBytes(static_cast<std::size_t>(image.height) * 4);
}

FileBytes pngOf(const Image& image)
{
    cv::Mat bgr(image.height, image.width, CV_8UC3);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const std::uint8_t* const p = image.row(y) + static_cast<std::ptrdiff_t>(x) * 3;
            bgr.at<cv::Vec3b>(y, x) = {p[2], p[1], p[0]};
        }
    FileBytes bytes;
    cv::imencode(".png", bgr, bytes);
    return bytes;
}

/// Values of 12 bits, packed.
FileBytes twelveBits(const Image& image)
{
    FileBytes bytes;
    for (int y = 0; y < image.height; ++y) {
        unsigned rest = 0;
        int bits = 0;
        for (int i = 0; i < image.width * 3; ++i) {
            rest = rest << 12U | static_cast<unsigned>(image.row(y)[i] * 4095 / 255);
            for (bits += 12; bits >= 8; bits -= 8)
                bytes.push_back(static_cast<std::uint8_t>(rest >> (bits - 8)));
        }
        if (bits > 0)
            bytes.push_back(static_cast<std::uint8_t>(rest << (8 - bits)));
    }
    return bytes;
}

FileBytes floats(const Image& image, double gamma)
{
    FileBytes bytes;
    for (const std::uint8_t value : image.pixels)
        bytes =
            bytes +
            little(std::bit_cast<std::uint32_t>(static_cast<float>(std::pow(value / 255.0, gamma))),
                   4);
    return bytes;
}

/// Adds the tag that makes the samples floating-point numbers to a TIFF of one page.
FileBytes asFloat(FileBytes tiff)
{
    const std::size_t entries = tiff[8];
    tiff[8] = static_cast<std::uint8_t>(entries + 1);
    const FileBytes tag = little(339, 2) + little(3, 2) + little(1, 4) + little(3, 4);
    // The other parts move: make room by putting the directory at the end.
    FileBytes directory(tiff.begin() + 8,
                        tiff.begin() + static_cast<std::ptrdiff_t>(10 + entries * 12));
    directory = directory + tag + little(0, 4);
    const FileBytes at = little(tiff.size() + tiff.size() % 2, 4);
    tiff.resize(tiff.size() + tiff.size() % 2);
    std::ranges::copy(at, tiff.begin() + 4);
    return tiff + directory;
}

QByteArray qbytes(const FileBytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

/// If this fails, pictures of these formats come out wrong, or damaged ones as if they were whole.
class TestMoreFormats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opens_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("pixels");
        QTest::addColumn<int>("tolerance");
        const auto row = [](const char* name, const FileBytes& file, ImageFormat format,
                            const Image& expected, int tolerance = 0) {
            QTest::newRow(name) << qbytes(file) << static_cast<int>(format)
                                << qbytes(expected.pixels) << tolerance;
        };
        const Image image = truth();
        const Image grey = greyOf(image);
        Image ink =
            plainPicture(kWidth, kHeight, 255, 255, 255); // a bitmap's rows 10101, 01010, ...
        for (int i = 0; i < kWidth * kHeight; i += 2)
            std::fill_n(ink.pixels.begin() + i * 3, 3, std::uint8_t{0});

        row("PPM", bytesOf("P6 5 3 255\n") + image.pixels, ImageFormat::Pnm, image);
        row("PPM as text", pnmText(image, true), ImageFormat::Pnm, image);
        row("PGM", bytesOf("P5\n#x\n5 3\n255\n") + channel(grey, 0), ImageFormat::Pnm, grey);
        row("PGM as text", pnmText(grey, false), ImageFormat::Pnm, grey);
        row("PBM", bytesOf("P4\n5 3\n") + FileBytes{0xA8, 0x50, 0xA8}, ImageFormat::Pnm, ink);
        row("PBM as text", bytesOf("P1\n5 3\n10101\n0 1 0 1 0\n10101"), ImageFormat::Pnm, ink);
        FileBytes wide;
        for (const std::uint8_t value : image.pixels)
            wide = wide + big(value * 257U, 2);
        row("PPM of 16 bits", bytesOf("P6 5 3 65535\n") + wide, ImageFormat::Pnm, image);
        row("PAM",
            bytesOf("P7\nWIDTH 5\nHEIGHT 3\nDEPTH 3\nMAXVAL 255\nTUPLTYPE RGB\nENDHDR\n") +
                image.pixels,
            ImageFormat::Pnm, image);

        row("TGA", tga(image, 0, false), ImageFormat::Tga, image);
        row("TGA from the top", tga(image, kTop, false), ImageFormat::Tga, image);
        row("TGA from the right", tga(image, kRight, false), ImageFormat::Tga, image);
        row("TGA with runs", tga(image, 0, true), ImageFormat::Tga, image);
        row("TGA with runs from the top right", tga(image, kTop | kRight, true), ImageFormat::Tga,
            image);
        row("grey TGA",
            FileBytes{0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 3, 0, 8, kTop} + channel(grey, 0),
            ImageFormat::Tga, grey);
        Image red = plainPicture(kWidth, kHeight, 255, 0, 0);
        row("TGA with a palette and a run over all rows",
            FileBytes{0, 1, 9, 0, 0, 2, 0, 24, 0, 0, 0,   0,         5,
                      0, 3, 0, 8, 0, 1, 2, 3,  0, 0, 255, 0x80 + 14, 1},
            ImageFormat::Tga, red);
        row("TGA of 16 bits", FileBytes{0, 0, 10, 0, 0, 0,  0, 0,         0,    0,   0,
                                        0, 5, 0,  3, 0, 16, 1, 0x80 + 14, 0x00, 0x7C},
            ImageFormat::Tga, red);

        const FileBytes plain = big(0, 2);
        row("PSD", psdBytes({}, plain + planes(image)), ImageFormat::Psd, image);
        row("PSD with alpha", psdBytes({.channels = 4}, plain + planes(image) + channel(grey, 0)),
            ImageFormat::Psd, image);
        row("packed PSD", psdBytes({}, big(1, 2) + packedPlanes(image, 2)), ImageFormat::Psd,
            image);
        row("packed PSB", psdBytes({.version = 2}, big(1, 2) + packedPlanes(image, 4)),
            ImageFormat::Psd, image);
        row("grey PSD", psdBytes({.mode = 1, .channels = 1}, plain + channel(grey, 0)),
            ImageFormat::Psd, grey);
        row("PSD bitmap",
            psdBytes({.mode = 0, .bits = 1, .channels = 1}, plain + FileBytes{0xA8, 0x50, 0xA8}),
            ImageFormat::Psd, ink);
        FileBytes palette(768);
        palette[7] = 255;
        row("PSD with a palette",
            psdBytes({.mode = 2, .channels = 1, .palette = palette}, plain + FileBytes(15, 7)),
            ImageFormat::Psd, red);
        FileBytes deep;
        for (const std::uint8_t value : planes(image))
            deep = deep + big(value * 257U, 2);
        row("PSD of 16 bits", psdBytes({.bits = 16}, plain + deep), ImageFormat::Psd, image);
        row("PSD of inks",
            psdBytes({.mode = 4, .channels = 4},
                     plain + FileBytes(15, 255) + FileBytes(30, 0) + FileBytes(15, 255)),
            ImageFormat::Psd, red);

        const FileBytes dib = iconBmp(image);
        const FileBytes small = iconBmp(plainPicture(2, 2, 9, 9, 9));
        row("an icon",
            FileBytes{0, 0, 1, 0, 2, 0} + iconEntry(2, small.size(), 38) +
                iconEntry(kWidth, dib.size(), 38 + small.size()) + small + dib,
            ImageFormat::Ico, image);
        const FileBytes png = pngOf(image);
        row("an icon that is a PNG",
            FileBytes{0, 0, 1, 0, 1, 0} + iconEntry(0, png.size(), 22) + png, ImageFormat::Ico,
            image);

        row("TIFF of 12 bits",
            tiffBytes({{kWidth, kHeight, kTiffRgb, 3, 12, twelveBits(image), {}}}),
            ImageFormat::Tiff, image, 1);
        FileBytes words;
        for (const std::uint8_t value : image.pixels)
            words = words + little(std::size_t{value} * 0x01010101U, 4);
        row("TIFF of 32 bits", tiffBytes({{kWidth, kHeight, kTiffRgb, 3, 32, words, {}}}),
            ImageFormat::Tiff, image);
        row("TIFF of floating-point numbers",
            asFloat(tiffBytes({{kWidth, kHeight, kTiffRgb, 3, 32, floats(image, 1), {}}})),
            ImageFormat::Tiff, image);
        row("TIFF of floating-point numbers for light",
            asFloat(tiffBytes({{kWidth, kHeight, kTiffRgb, 3, 32, floats(image, 2.2),
                                makeProfile(kSrgbChromaticities, 1)}})),
            ImageFormat::Tiff, image, 9); // 2.2 is not quite the curve of sRGB
    }
    void opens()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, format);
        QFETCH(QByteArray, pixels);
        QFETCH(int, tolerance);
        const auto decoded = decode(FileBytes(file.begin(), file.end()));
        VERIFY_RESULT(decoded);
        QCOMPARE(static_cast<int>(decoded->format), format);
        QCOMPARE(decoded->fullWidth, kWidth);
        QCOMPARE(decoded->fullHeight, kHeight);
        QCOMPARE(decoded->image.pixels.size(), static_cast<std::size_t>(pixels.size()));
        for (qsizetype i = 0; i < pixels.size(); ++i) {
            const int expected = static_cast<std::uint8_t>(pixels[i]);
            const int found = decoded->image.pixels[static_cast<std::size_t>(i)];
            QVERIFY2(std::abs(expected - found) <= tolerance,
                     qPrintable(QStringLiteral("%1: %2, not %3").arg(i).arg(found).arg(expected)));
        }
    }

    /// Every file that ends too early is broken, whatever the byte; damage anywhere does no harm.
    void survivesDamage_data() { opens_data(); }
    /// One pixel seen and one that is not: what is hidden lies on white.
    void alphaIsHeeded_data()
    {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const FileBytes& file) {
            QTest::newRow(name) << qbytes(file);
        };
        row("TGA of 32 bits",
            FileBytes{0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 32, 8 | kTop} +
                FileBytes{0, 0, 40, 255, 9, 9, 9, 0});
        row("TGA with a palette of 32 bits",
            FileBytes{0, 1, 1, 0, 0, 2, 0, 32, 0, 0, 0, 0, 2, 0, 1, 0, 8, 8 | kTop} +
                FileBytes{0, 0, 40, 255, 9, 9, 9, 0} + FileBytes{0, 1});
        row("PAM", bytesOf("P7\nWIDTH 2\nHEIGHT 1\nDEPTH 4\nMAXVAL 255\nENDHDR\n") +
                       FileBytes{40, 0, 0, 255, 9, 9, 9, 0});
        const auto icon = [](int bits, const FileBytes& pixels) {
            const FileBytes bmp = little(40, 4) + little(2, 4) + little(2, 4) + little(1, 2) +
                                  little(static_cast<std::size_t>(bits), 2) + FileBytes(24) +
                                  pixels;
            return little(0, 2) + little(1, 2) + little(1, 2) + FileBytes{2, 1, 0, 0} +
                   little(1, 2) + little(static_cast<std::size_t>(bits), 2) +
                   little(bmp.size(), 4) + little(22, 4) + bmp;
        };
        row("icon of 32 bits", icon(32, {0, 0, 40, 255, 9, 9, 9, 0, 0, 0, 0, 0}));
        row("icon of 32 bits with a mask alone",
            icon(32, {0, 0, 40, 0, 9, 9, 9, 0, 0x40, 0, 0, 0}));
        row("icon of 24 bits", icon(24, {0, 0, 40, 9, 9, 9, 0, 0, 0x40, 0, 0, 0}));
    }
    void alphaIsHeeded()
    {
        QFETCH(QByteArray, file);
        const auto decoded = decode({file.begin(), file.end()});
        VERIFY_RESULT(decoded);
        QVERIFY((decoded->image.pixels == FileBytes{40, 0, 0, 255, 255, 255}));
    }

    void alphaThatIsNeverUsedIsNone()
    {
        const auto decoded =
            decode(FileBytes{0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 32, 8} +
                   FileBytes{0, 0, 40, 0, 9, 9, 9, 0});
        VERIFY_RESULT(decoded);
        QVERIFY((decoded->image.pixels == FileBytes{40, 0, 0, 9, 9, 9}));
    }

    void survivesDamage()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, format);
        const FileBytes whole(file.begin(), file.end());
        // The last number of a text may lose digits; a TIFF has its pixels before other things.
        const std::size_t spare = format == static_cast<int>(ImageFormat::Pnm) ? 4 : 0;
        if (format != static_cast<int>(ImageFormat::Tiff))
            for (std::size_t size = 0; size + spare < whole.size(); ++size)
                QVERIFY2(
                    !decode({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}),
                    qPrintable(QString::number(size)));
        std::mt19937 random(7);
        for (int round = 0; round < 2000; ++round) {
            FileBytes damaged = whole;
            for (int i = 0; i < 1 + round % 4; ++i)
                damaged[random() % damaged.size()] = static_cast<std::uint8_t>(
                    round % 3 == 0 ? 255 * (random() % 2) : random() % 256);
            static_cast<void>(decode(damaged, {.maxPixels = 1'000'000}));
        }
    }

    void aPsdWithoutAMergedPictureIsRefused()
    {
        const FileBytes info = resource(1057, big(1, 4) + FileBytes{0} + FileBytes(10));
        const auto decoded = decode(psdBytes({.resources = info}, big(0, 2) + planes(truth())));
        VERIFY_ERROR(decoded, ErrorCode::Unsupported);
        QVERIFY(decoded.error().message.english().find("merged") != std::string::npos);
        VERIFY_ERROR(decode(psdBytes({.mode = 9}, big(0, 2) + planes(truth()))),
                     ErrorCode::Unsupported); // Lab
    }

    void aPsdsProfileIsApplied()
    {
        const FileBytes profile = makeProfile(kSrgbChromaticities, 1); // light itself
        const auto decoded = decode(
            psdBytes({.resources = resource(1039, profile)}, big(0, 2) + FileBytes(45, 128)));
        VERIFY_RESULT(decoded);
        QVERIFY(std::abs(decoded->image.pixels[0] - 188) <= 1);
    }

    void hugeOnesAreRefusedBeforeAnythingIsAllocated()
    {
        for (const FileBytes& file :
             {bytesOf("P6 70000 70000 255\n"),
              FileBytes{0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 24, 0},
              bytesOf("8BPS") + big(1, 2) + FileBytes(6) + big(3, 2) + big(30'000, 4) +
                  big(30'000, 4) + big(8, 2) + big(3, 2) + FileBytes(14)})
            VERIFY_ERROR(decode(file), ErrorCode::TooLarge);
    }

    void aBmpMayBeginItsRunsAtTheTop()
    {
        // Two rows of two pixels: the first row is stored first.
        FileBytes bmp = bytesOf("BM") + FileBytes(8) + little(62, 4) + little(40, 4) +
                        little(2, 4) + little(0xFFFFFFFE, 4) + little(1, 2) + little(8, 2) +
                        little(1, 4) + FileBytes(12) + little(2, 4) + FileBytes(4) +
                        FileBytes{1, 2, 3, 0, 10, 20, 30, 0} + FileBytes{2, 0, 0, 0, 2, 1, 0, 1};
        const auto decoded = decode(bmp);
        VERIFY_RESULT(decoded);
        QVERIFY((decoded->image.pixels == FileBytes{3, 2, 1, 3, 2, 1, 30, 20, 10, 30, 20, 10}));
        bmp.resize(bmp.size() - 6);
        VERIFY_ERROR(decode(bmp), ErrorCode::Broken);
    }
};

QTEST_GUILESS_MAIN(TestMoreFormats)
#include "tst_more_formats.moc"
