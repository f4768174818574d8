// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decoder.h"
#include "core/image/orientation.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <QElapsedTimer>
#include <algorithm>
#include <thread>

using namespace lookalike;
using lookalike::testing::FileBytes;
using lookalike::testing::smoothPicture;

namespace {

FileBytes encode(const Image& image, const char* extension, const std::vector<int>& options = {})
{
    cv::Mat bgr(image.height, image.width, CV_8UC3);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            for (int c = 0; c < 3; ++c)
                bgr.ptr<std::uint8_t>(y)[3 * x + c] = image.row(y)[3 * x + 2 - c];
    FileBytes bytes;
    cv::imencode(extension, bgr, bytes, options);
    return bytes;
}

FileBytes jpeg(const Image& image, bool progressive = false)
{
    return encode(
        image, ".jpg",
        {cv::IMWRITE_JPEG_QUALITY, 92, cv::IMWRITE_JPEG_PROGRESSIVE, progressive ? 1 : 0});
}

/// The orientation that undoes another one.
int inverse(int orientation)
{
    return orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
}

Result<DecodedImage> decode(const FileBytes& bytes, const DecodeRequest& request = {})
{
    static const auto decoder = makeInProcessDecoder();
    return decoder->decode(bytes, request);
}

std::vector<std::filesystem::path> filesIn(const char* folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(lookalike::testing::sharedFolder() / folder))
        if (entry.is_regular_file())
            files.push_back(entry.path());
    return files;
}

} // namespace

/// If this fails, photos come out wrong, or damaged ones are embedded as if they were whole.
class TestDecoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasWritten_data()
    {
        QTest::addColumn<QByteArray>("extension");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("JPEG") << QByteArray(".jpg") << 2.0;
        QTest::newRow("PNG") << QByteArray(".png") << 0.0;
        QTest::newRow("BMP") << QByteArray(".bmp") << 0.0;
        QTest::newRow("TIFF") << QByteArray(".tiff") << 0.0;
        QTest::newRow("WebP") << QByteArray(".webp") << 3.0;
    }
    void readsWhatWasWritten()
    {
        QFETCH(QByteArray, extension);
        QFETCH(double, tolerance);
        const Image image = smoothPicture(203, 117);
        const auto decoded = decode(encode(image, extension.constData()));
        VERIFY_RESULT(decoded);
        QCOMPARE(decoded->fullWidth, 203);
        QCOMPARE(decoded->fullHeight, 117);
        QVERIFY(lookalike::testing::difference(decoded->image, image) <= tolerance);
    }

    // Every file that lost its end is broken: a picture with a grey bottom must never be embedded.
    void aTruncatedFileIsBroken_data()
    {
        QTest::addColumn<QByteArray>("extension");
        QTest::addColumn<bool>("progressive");
        QTest::newRow("JPEG") << QByteArray(".jpg") << false;
        QTest::newRow("progressive JPEG") << QByteArray(".jpg") << true;
        QTest::newRow("PNG") << QByteArray(".png") << false;
        QTest::newRow("BMP") << QByteArray(".bmp") << false;
        QTest::newRow("TIFF") << QByteArray(".tiff") << false;
        QTest::newRow("WebP") << QByteArray(".webp") << false;
    }
    void aTruncatedFileIsBroken()
    {
        QFETCH(QByteArray, extension);
        QFETCH(bool, progressive);
        const Image image = smoothPicture(160, 120);
        const FileBytes whole =
            progressive ? jpeg(image, true) : encode(image, extension.constData());
        VERIFY_RESULT(decode(whole));
        // A JPEG without its end mark alone still has all its pixels.
        for (std::size_t cut = 3; cut < whole.size() - 32;
             cut += cut < 40 ? 1 : whole.size() / 60) {
            const FileBytes part(whole.begin(), whole.end() - static_cast<std::ptrdiff_t>(cut));
            for (const int wanted : {0, 30}) {
                const auto decoded = decode(part, {.wantedShortSide = wanted});
                QVERIFY2(!decoded, qPrintable(QString("%1 bytes missing").arg(cut)));
                QCOMPARE(static_cast<int>(decoded.error().code),
                         static_cast<int>(ErrorCode::Broken));
            }
        }
    }

    void aJpegWithAZeroedTailIsBroken()
    {
        FileBytes bytes = jpeg(smoothPicture(640, 480));
        std::fill(bytes.end() - static_cast<std::ptrdiff_t>(bytes.size() / 3), bytes.end(),
                  std::uint8_t{0});
        VERIFY_ERROR(decode(bytes), ErrorCode::Broken);
    }

    void foreignDataAfterAJpegDoesNoHarm()
    {
        FileBytes bytes = jpeg(smoothPicture(64, 48));
        bytes.insert(bytes.end(), 5000, std::uint8_t{0x5A});
        VERIFY_RESULT(decode(bytes));
    }

    void theEightOrientationsShowTheSamePicture()
    {
        const Image shown = smoothPicture(96, 64);
        for (int orientation = 1; orientation <= 8; ++orientation) {
            const Image stored = applyOrientation(shown, inverse(orientation));
            const auto decoded = decode(lookalike::testing::withExif(
                jpeg(stored), lookalike::testing::exifBlock(orientation)));
            VERIFY_RESULT(decoded);
            QCOMPARE(decoded->fullWidth, 96);
            QVERIFY2(lookalike::testing::difference(decoded->image, shown) < 3.0,
                     qPrintable(QString::number(orientation)));
        }
    }

    void theSharedOrientationsShowTheSamePicture()
    {
        REQUIRE_SHARED("data/orientation");
        const auto files = filesIn("data/orientation");
        const auto first = decode(lookalike::testing::readFile(files.front()));
        VERIFY_RESULT(first);
        for (const auto& file : files) {
            const auto decoded = decode(lookalike::testing::readFile(file));
            VERIFY_RESULT(decoded);
            QVERIFY2(lookalike::testing::difference(decoded->image, first->image) < 8.0,
                     file.c_str());
        }
    }

    void scaledDecodingStillCovers()
    {
        const FileBytes bytes = jpeg(smoothPicture(1000, 600));
        for (const int wanted : {1, 74, 75, 76, 224, 300, 301, 600, 5000}) {
            const auto decoded = decode(bytes, {.wantedShortSide = wanted});
            VERIFY_RESULT(decoded);
            QCOMPARE(decoded->fullWidth, 1000);
            QVERIFY(decoded->image.height >= std::min(wanted, 600));
            QVERIFY(decoded->image.height < std::max(2 * wanted + 1, 76) ||
                    decoded->image.height == 600);
        }
    }

    void tooLargeIsRefusedByItsHeader()
    {
        // Only the header is there: whoever allocates first finds nothing to decode.
        FileBytes png = encode(smoothPicture(8, 8), ".png");
        VERIFY_ERROR(decode(png, {.maxPixels = 63}), ErrorCode::TooLarge);
        FileBytes bmp = encode(smoothPicture(8, 8), ".bmp");
        bmp[20] = 1; // 65,544 pixels wide
        bmp[24] = 1;
        VERIFY_ERROR(decode(bmp), ErrorCode::TooLarge);
        VERIFY_ERROR(decode(jpeg(smoothPicture(100, 100)), {.maxPixels = 9999}),
                     ErrorCode::TooLarge);
    }

    void whatIsNoPictureIsToldSo()
    {
        VERIFY_ERROR(decode({}), ErrorCode::Broken);
        VERIFY_ERROR(decode({'h', 'e', 'l', 'l', 'o'}), ErrorCode::Unsupported);
        VERIFY_ERROR(decode({0xFF, 0xD8, 0xFF}), ErrorCode::Broken);
    }

    void theFormatsPeopleHaveDecode()
    {
        REQUIRE_SHARED("data/formats");
        for (const char* folder : {"data/formats", "data/camera"})
            for (const auto& file : filesIn(folder)) {
                const FileBytes bytes = lookalike::testing::readFile(file);
                const auto decoded = decode(bytes, {.wantedShortSide = 128});
                const bool absent =
                    !decoded && decoded.error().message.english().starts_with("This build of");
                QVERIFY2(decoded || absent,
                         decoded ? "" : (file.string() + ": " + decoded.error().text()).c_str());
            }
    }

    // No damaged or hostile file may crash, hang or exhaust memory.
    void theMalformedCorpusIsSurvived()
    {
        REQUIRE_SHARED("data/malformed");
        for (const auto& file : filesIn("data/malformed")) {
            const FileBytes bytes = lookalike::testing::readFile(file);
            QElapsedTimer timer;
            timer.start();
            const auto decoded = decode(bytes, {.wantedShortSide = 224});
            QVERIFY2(timer.elapsed() < 10'000, file.c_str());
            if (decoded)
                QVERIFY(!decoded->image.isNull());
            else
                QVERIFY2(!decoded.error().message.empty(), file.c_str());
        }
    }

    void threadsGetEqualResults()
    {
        const FileBytes bytes = jpeg(smoothPicture(300, 200));
        const auto expected = decode(bytes);
        VERIFY_RESULT(expected);
        std::vector<std::thread> threads;
        std::vector<int> equal(4, 0);
        for (int& count : equal)
            threads.emplace_back([&] {
                for (int i = 0; i < 20; ++i) {
                    const auto decoded = decode(bytes);
                    count += decoded && decoded->image.pixels == expected->image.pixels ? 1 : 0;
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        for (const int count : equal)
            QCOMPARE(count, 20);
    }
};

QTEST_GUILESS_MAIN(TestDecoder)
#include "tst_decoder.moc"
