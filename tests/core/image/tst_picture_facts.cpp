// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decoder.h"
#include "tests/core/image/picture_writers.h"
#include "tests/core/image/tiff_writer.h"
#include "tests/testing.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <string_view>

using namespace lookalike;
using namespace lookalike::testing;
using namespace std::string_view_literals;

Q_DECLARE_METATYPE(lookalike::PictureFacts)
Q_DECLARE_METATYPE(lookalike::testing::FileBytes)

namespace {

RgbaPicture plain(std::uint8_t tone, std::uint8_t alpha = 255)
{
    RgbaPicture picture(16, 16, {tone, 80, 40, 255});
    picture.at(3, 5) = {tone, 10, 200, alpha};
    return picture;
}

TiffPage page(std::uint8_t tone, std::uint16_t bits = 8)
{
    return {4, 4, kTiffRgb, 3, bits, FileBytes(std::size_t{48} * bits / 8, tone), {}};
}

FileBytes jpeg(int tone)
{
    FileBytes bytes;
    cv::imencode(".jpg", cv::Mat(32, 32, CV_8UC3, cv::Scalar::all(tone)), bytes);
    return bytes;
}

void put(FileBytes& bytes, std::size_t value, int size)
{
    for (int i = size; i-- > 0;)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// A segment put after the first marker of a JPEG.
void insertSegment(FileBytes& jpegBytes, std::uint8_t marker, const FileBytes& content)
{
    FileBytes segment{0xFF, marker};
    put(segment, content.size() + 2, 2);
    segment.insert(segment.end(), content.begin(), content.end());
    jpegBytes.insert(jpegBytes.begin() + 2, segment.begin(), segment.end());
}

/// Two pictures in one file (CIPA DC-007): the second with this attribute.
FileBytes multiPicture(const FileBytes& first, const FileBytes& second, std::uint32_t attribute,
                       bool cutOff = false)
{
    FileBytes index{'M', 'P', 'F', 0};
    const std::size_t base = 2 + 4 + index.size(); // where offsets count from
    for (const char c : "MM\0*"sv)
        index.push_back(static_cast<std::uint8_t>(c));
    put(index, 8, 4);
    put(index, 1, 2); // one field: the entries
    put(index, 0xB002, 2);
    put(index, 7, 2);
    put(index, 32, 4);
    put(index, 26, 4);
    put(index, 0, 4);
    const std::size_t whole = first.size() + 4 + index.size() + 32;
    put(index, 0x20030000, 4);
    put(index, whole, 4);
    put(index, 0, 8);
    put(index, attribute, 4);
    put(index, second.size(), 4);
    put(index, whole - base, 4);
    put(index, 0, 4);
    FileBytes file = first;
    insertSegment(file, 0xE2, index);
    if (!cutOff)
        file.insert(file.end(), second.begin(), second.end());
    return file;
}

FileBytes gainMap()
{
    FileBytes bytes = jpeg(90);
    FileBytes xmp;
    for (const char c : "http://ns.adobe.com/xap/1.0/\0<x xmlns:hdrgm=\"http://ns.adobe.com/"
                        "hdr-gain-map/1.0/\"/>"sv)
        xmp.push_back(static_cast<std::uint8_t>(c));
    insertSegment(bytes, 0xE1, xmp);
    return bytes;
}

/// A PNG said to be an animation of so many frames.
FileBytes animatedPng(std::size_t frames)
{
    constexpr std::ptrdiff_t kAfterHeader = 33;
    FileBytes bytes = pngBytes(plain(1), PngKind::Opaque);
    FileBytes chunk;
    put(chunk, 8, 4);
    for (const char c : "acTL"sv)
        chunk.push_back(static_cast<std::uint8_t>(c));
    put(chunk, frames, 4);
    put(chunk, 0, 4);
    put(chunk, 0, 4); // a checksum that libpng, which does not know the chunk, only warns of
    bytes.insert(bytes.begin() + kAfterHeader, chunk.begin(), chunk.end());
    return bytes;
}

Result<DecodedImage> decode(const FileBytes& bytes)
{
    DecodeRequest request;
    request.wantDigest = true;
    return makeInProcessDecoder()->decode(bytes, request);
}

std::string digestOf(const FileBytes& bytes)
{
    const auto decoded = decode(bytes);
    return decoded ? decoded->digest : decoded.error().text();
}

} // namespace

/// If this fails, what a file holds besides its first picture counts for nothing.
class TestPictureFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyContainerTellsWhatItHolds_data()
    {
        QTest::addColumn<FileBytes>("bytes");
        QTest::addColumn<PictureFacts>("facts");
        const auto row = [](const char* name, const FileBytes& bytes, const PictureFacts& facts) {
            QTest::newRow(name) << bytes << facts;
        };
        row("JPEG", jpeg(9), {});
        row("PNG", pngBytes(plain(1), PngKind::Opaque), {});
        row("PNG with a flat alpha channel", pngBytes(plain(1), PngKind::Alpha), {});
        row("PNG with alpha", pngBytes(plain(1, 9), PngKind::Alpha), {1, false, true, 8, 0});
        row("PNG of 16 bits", pngBytes(plain(1, 9), PngKind::Alpha16), {1, false, true, 16, 0});
        row("animated PNG", animatedPng(5), {5, true, false, 8, 0});
        row("TIFF of three pages", tiffBytes({page(1), page(2), page(3)}), {3, false, false, 8, 0});
        row("TIFF of 16 bits", tiffBytes({page(1, 16)}), {1, false, false, 16, 0});
        row("TIFF whose second page is deeper", tiffBytes({page(1), page(1, 16)}),
            {2, false, false, 16, 0});
        row("GIF", gifBytes({plain(1)}), {});
        row("GIF with a transparent colour", gifBytes({plain(1, 0)}), {1, false, true, 8, 0});
        row("animated GIF", gifBytes({plain(1), plain(2), plain(3)}), {3, true, false, 8, 0});
        row("WebP", webpBytes({plain(1)}), {});
        row("animated WebP", webpBytes({plain(1), plain(200)}), {2, true, false, 8, 0});
        row("multi-picture JPEG", multiPicture(jpeg(9), jpeg(60), 0x020003),
            {1, false, false, 8, kSecondPicture});
        row("multi-picture JPEG with a disparity map", multiPicture(jpeg(9), jpeg(60), 0x020002),
            {1, false, false, 8, kDepthMap});
        row("HDR JPEG with a gain map", multiPicture(jpeg(9), gainMap(), 0),
            {1, false, false, 8, kGainMap});
        row("JPEG with a large preview", multiPicture(jpeg(9), jpeg(60), 0x010002), {});
        row("JPEG whose second picture was cut off",
            multiPicture(jpeg(9), jpeg(60), 0x020003, true), {});
        if (const FileBytes jxl = jpegXlBytes(plain(1, 9)); !jxl.empty())
            row("JPEG XL with alpha", jxl, {1, false, true, 8, 0});
        if (const FileBytes avif = avifBytes(plain(1, 0)); !avif.empty())
            row("AVIF with alpha", avif, {1, false, true, 8, 0});
        row("JPEG 2000 with alpha", jpeg2000Bytes(plain(1, 9)), {1, false, true, 8, 0});
    }
    void everyContainerTellsWhatItHolds()
    {
        QFETCH(FileBytes, bytes);
        QFETCH(PictureFacts, facts);
        const auto decoded = decode(bytes);
        VERIFY_RESULT(decoded);
        QCOMPARE(decoded->facts.frames, facts.frames);
        QCOMPARE(decoded->facts.animated, facts.animated);
        QCOMPARE(decoded->facts.alpha, facts.alpha);
        QCOMPARE(int{decoded->facts.bits}, int{facts.bits});
        QCOMPARE(int{decoded->facts.extras}, int{facts.extras});
    }

    void jpeg2000OfSixteenBits()
    {
        FileBytes bytes;
        if (!cv::imencode(".jp2", cv::Mat(64, 64, CV_16UC3, cv::Scalar::all(9000)), bytes))
            QSKIP("OpenCV writes no JPEG 2000 here");
        const auto decoded = decode(bytes);
        VERIFY_RESULT(decoded);
        QCOMPARE(int{decoded->facts.bits}, 16);
    }

    void realFilesOfTelephones()
    {
        REQUIRE_SHARED("data/formats");
        const auto avif =
            decode(readFile(sharedFolder() / "data/formats/hato.profile0.10bpc.yuv420.avif"));
        VERIFY_RESULT(avif);
        QCOMPARE(int{avif->facts.bits}, 10);
        const auto heic = decode(readFile(sharedFolder() / "data/formats/iphone_7.heic"));
        VERIFY_RESULT(heic);
        QCOMPARE(heic->facts.frames, 1U);
        const auto gif = decode(readFile(sharedFolder() / "data/formats/giphy.gif"));
        VERIFY_RESULT(gif);
        QVERIFY(gif->facts.animated && gif->facts.frames > 1);
        QVERIFY(!gif->digest.empty());
    }

    void aPlainPictureHasNoDigest()
    {
        QCOMPARE(digestOf(pngBytes(plain(1), PngKind::Opaque)), std::string());
        QCOMPARE(digestOf(jpeg(9)), std::string());
    }

    void theDigestIsOfEverythingThatIsShown_data()
    {
        QTest::addColumn<FileBytes>("file");
        QTest::addColumn<FileBytes>("same");
        QTest::addColumn<FileBytes>("other");
        QTest::newRow("pages of a TIFF") << tiffBytes({page(1), page(2)}) << [] {
            FileBytes padded = tiffBytes({page(1), page(2)});
            padded.resize(padded.size() + 40);
            return padded;
        }() << tiffBytes({page(1), page(3)});
        QTest::newRow("depth of a TIFF")
            << tiffBytes({page(1, 16)}) << tiffBytes({page(1, 16)}) << [] {
                   TiffPage deep = page(1, 16);
                   deep.pixels[0] ^= 1; // the low byte of a value
                   return tiffBytes({deep});
               }();
        RgbaPicture composed = plain(2); // what the transparent pixel leaves of the frame before
        composed.at(3, 5) = plain(1).at(3, 5);
        QTest::newRow("frames of GIF and WebP") << gifBytes({plain(1), plain(2, 0), plain(3)})
                                                << webpBytes({plain(1), composed, plain(3)})
                                                << gifBytes({plain(1), plain(2, 0), plain(4)});
        QTest::newRow("frames of a WebP")
            << webpBytes({plain(1), plain(2)}) << gifBytes({plain(1), plain(2)})
            << webpBytes({plain(1), plain(90)});
        QTest::newRow("alpha of PNG and WebP")
            << pngBytes(plain(1, 99), PngKind::Alpha) << webpBytes({plain(1, 99)})
            << pngBytes(plain(1, 98), PngKind::Alpha);
        QTest::newRow("a deep PNG, interlaced or not")
            << pngBytes(plain(1), PngKind::Alpha16) << pngBytes(plain(1), PngKind::Alpha16, true)
            << pngBytes(plain(2), PngKind::Alpha16);
        QTest::newRow("a second picture") << multiPicture(jpeg(9), jpeg(60), 0x020003)
                                          << multiPicture(jpeg(9), jpeg(60), 0x020003)
                                          << multiPicture(jpeg(9), jpeg(120), 0x020003);
    }
    void theDigestIsOfEverythingThatIsShown()
    {
        QFETCH(FileBytes, file);
        QFETCH(FileBytes, same);
        QFETCH(FileBytes, other);
        const std::string digest = digestOf(file);
        QCOMPARE(digest.size(), std::size_t{64});
        QCOMPARE(digestOf(same), digest);
        QVERIFY(digestOf(other) != digest);
    }

    void whatIsHiddenIsNotInTheDigest()
    {
        RgbaPicture first = plain(1);
        RgbaPicture second = plain(1);
        first.at(9, 9) = {1, 2, 3, 0};
        second.at(9, 9) = {200, 100, 3, 0};
        QCOMPARE(digestOf(pngBytes(first, PngKind::Alpha)),
                 digestOf(pngBytes(second, PngKind::Alpha)));
        // Of two pictures in which nothing is seen nobody knows what they are.
        QCOMPARE(digestOf(pngBytes(RgbaPicture(4, 4), PngKind::Alpha)), std::string());
    }
};

QTEST_GUILESS_MAIN(TestPictureFacts)
#include "tst_picture_facts.moc"
