// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, the review suggests to throw the camera's photo away for a sharpened copy of it,
// or for a blurred one.
#include "core/duplicates/verify/sharpened_copy.h"
#include "core/image/decoder.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

using FileBytes = std::vector<unsigned char>;

FileBytes coded(const cv::Mat& picture, int quality)
{
    FileBytes bytes;
    cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    return bytes;
}

FileBytes bytesOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return FileBytes(std::istreambuf_iterator<char>(stream), {});
}

struct Stored {
    explicit Stored(const FileBytes& file)
        : luma(makeFullPicture(makeInProcessDecoder()->decode(file, {}).value().image))
        , steps(readJpegSteps(file).value())
    {}
    [[nodiscard]] JpegPicture picture() const { return {luma, steps}; }

    FullPicture luma;
    JpegSteps steps;
};

cv::Mat sharpened(const cv::Mat& picture, double radius, double amount)
{
    cv::Mat result;
    cv::GaussianBlur(picture, result, {}, radius);
    cv::addWeighted(picture, 1 + amount, result, -amount, 0, result);
    return result;
}

cv::Mat blurred(const cv::Mat& picture, double radius)
{
    cv::Mat result;
    cv::GaussianBlur(picture, result, {}, radius);
    return result;
}

/// Whether the second file is taken for a sharpened copy of the first.
bool isTakenForSharpened(const FileBytes& blunter, const FileBytes& sharper)
{
    const Stored first(blunter);
    const Stored second(sharper);
    return explainedBySharpening(first.luma, second.luma).value() > kFiltered &&
           isSharpenedCopy(first.picture(), second.picture()).value();
}

} // namespace

class TestSharpenedCopy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theStepsAreThoseOfTheStandard()
    {
        const cv::Mat picture(64, 64, CV_8UC3, cv::Scalar(1, 2, 3));
        const auto half = readJpegSteps(coded(picture, 50)).value();
        // T.81, table K.1; quality 50 uses it as it is.
        const JpegSteps first{16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55};
        for (std::size_t i = 0; i < 16; ++i)
            QCOMPARE(half[i], first[i]);
        QCOMPARE(half.back(), std::uint16_t{99});
        for (const std::uint16_t step : readJpegSteps(coded(picture, 100)).value())
            QCOMPARE(step, std::uint16_t{1});
    }

    void aFileThatEndsEarlyHasNoSteps()
    {
        const FileBytes file = coded(cv::Mat(64, 64, CV_8UC3, cv::Scalar(1, 2, 3)), 80);
        const auto whole = readJpegSteps(file);
        QVERIFY(whole);
        for (std::size_t size = 0; size < file.size(); ++size) {
            const auto part = readJpegSteps(std::span(file).first(size));
            QVERIFY(!part || part == whole);
        }
        QVERIFY(!readJpegSteps(std::span(file).first(100)));
    }

    void aKnownSetOfCopies()
    {
        REQUIRE_SHARED("data/near-duplicates/bridge");
        const auto file = [](const char* name) {
            return bytesOf(sharedFolder() / "data/near-duplicates/bridge" / name);
        };
        QVERIFY(isTakenForSharpened(file("aaa-orig.jpg"), file("sharpen-a-little.jpg")));
        QVERIFY(!isTakenForSharpened(file("blur-a-little.jpg"), file("aaa-orig.jpg")));
        QVERIFY(!isTakenForSharpened(file("blur-a-lot.jpg"), file("aaa-orig.jpg")));
        QVERIFY(!isTakenForSharpened(file("aaa-orig.jpg"), file("high-contrast.jpg")));
    }

    void aPhotoWithLittleTexture()
    {
        REQUIRE_SHARED("data/camera");
        const cv::Mat photo = cv::imread((sharedFolder() / "data/camera/Nikon-D3100.jpg").string());
        const FileBytes original = coded(photo, 97);
        const cv::Mat decoded = cv::imdecode(original, cv::IMREAD_COLOR);
        for (const double radius : {1.0, 2.0})
            QVERIFY2(isTakenForSharpened(original, coded(sharpened(decoded, radius, 1), 97)),
                     qPrintable(QString::number(radius)));
        for (const int quality : {98, 95, 90})
            QVERIFY2(!isTakenForSharpened(original, coded(decoded, quality)),
                     qPrintable(QString::number(quality)));
    }

    void aCamerasPhotoThatWasSharpenedOrBlurred()
    {
        REQUIRE_SHARED("data/camera");
        for (const char* name : {"Nikon-D3100.jpg", "Samsung-SM-G935L-Galaxy-S7-Edge.jpg"}) {
            const cv::Mat photo = cv::imread((sharedFolder() / "data/camera" / name).string(),
                                             cv::IMREAD_REDUCED_COLOR_4);
            const FileBytes original = coded(photo, 88);
            const cv::Mat decoded = cv::imdecode(original, cv::IMREAD_COLOR);
            for (const int quality : {80, 88, 95})
                for (const double radius : {0.8, 1.5, 3.0})
                    QVERIFY2(isTakenForSharpened(original,
                                                 coded(sharpened(decoded, radius, 0.8), quality)),
                             qPrintable(QString("%1 %2 %3").arg(name).arg(radius).arg(quality)));
            for (const int quality : {80, 88, 95})
                for (const double radius : {0.7, 1.0, 1.5, 2.5})
                    QVERIFY2(
                        !isTakenForSharpened(coded(blurred(decoded, radius), quality), original),
                        qPrintable(QString("%1 %2 %3").arg(name).arg(radius).arg(quality)));
        }
    }

    void otherSizesCannotBeCompared()
    {
        const Stored small(coded(cv::Mat(40, 40, CV_8UC3, cv::Scalar(9, 9, 9)), 90));
        const Stored large(coded(cv::Mat(80, 80, CV_8UC3, cv::Scalar(9, 9, 9)), 90));
        VERIFY_ERROR(isSharpenedCopy(small.picture(), small.picture()), ErrorCode::InvalidArgument);
        VERIFY_ERROR(isSharpenedCopy(small.picture(), large.picture()), ErrorCode::InvalidArgument);
        QVERIFY(!isSharpenedCopy(large.picture(), large.picture()).value() ||
                explainedBySharpening(large.luma, large.luma).value() == 0);
    }
};

QTEST_GUILESS_MAIN(TestSharpenedCopy)
#include "tst_sharpened_copy.moc"
