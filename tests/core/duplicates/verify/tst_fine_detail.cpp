// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, an enlargement takes the place of the camera's photo, or the camera's photo goes
// for its smaller copy.
#include "core/duplicates/verify/fine_detail.h"
#include "core/image/decoder.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

/// Shapes of all sizes with sharp edges, as `blur` leaves them, and a little noise.
cv::Mat scene(std::uint64_t seed, double blur)
{
    cv::RNG random(seed);
    cv::Mat picture(720, 960, CV_8UC3, cv::Scalar(90, 120, 150));
    for (int i = 0; i < 400; ++i)
        cv::circle(
            picture, {random.uniform(0, 960), random.uniform(0, 720)},
            random.uniform(1, 1 + 40 * (i % 7 == 0 ? 3 : 1)),
            {random.uniform(0.0, 255.0), random.uniform(0.0, 255.0), random.uniform(0.0, 255.0)},
            cv::FILLED, cv::LINE_AA);
    if (blur > 0)
        cv::GaussianBlur(picture, picture, {}, blur);
    cv::Mat noise(picture.size(), CV_8UC3);
    random.fill(noise, cv::RNG::NORMAL, 0, 2);
    return picture + noise;
}

cv::Mat resized(const cv::Mat& picture, double scale, int how)
{
    cv::Mat result;
    cv::resize(picture, result, {}, scale, scale, how);
    return result;
}

cv::Mat matOf(const Image& image)
{
    const cv::Mat pixels(image.height, image.width, CV_8UC3,
                         const_cast<std::uint8_t*>(image.pixels.data()));
    cv::Mat picture;
    cv::cvtColor(pixels, picture, cv::COLOR_RGB2BGR);
    return picture;
}

/// As a JPEG file gives it back.
Image coded(const cv::Mat& picture, int quality)
{
    std::vector<unsigned char> bytes;
    cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    const auto decoded = makeInProcessDecoder()->decode(bytes, {});
    return decoded ? decoded->image : Image();
}

} // namespace

class TestFineDetail : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEnlargementHasNone_data();
    void anEnlargementHasNone();
    void aLargerOriginalHasSome_data();
    void aLargerOriginalHasSome();
    void photosAreToldFromTheirEnlargements_data();
    void photosAreToldFromTheirEnlargements();
    void whatCannotBeCompared();
    void theCaseOfAStranger();
};

void TestFineDetail::anEnlargementHasNone_data()
{
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("how");
    QTest::addColumn<int>("quality");
    for (const double scale : {1.3, 1.5, 2.0, 3.0, 4.0})
        for (const int how : {int{cv::INTER_LINEAR}, int{cv::INTER_CUBIC}, int{cv::INTER_LANCZOS4}})
            for (const int quality : {70, 95})
                if (quality > 70 || scale >= 2) // what JPEG adds to smaller ones looks like detail
                    QTest::addRow("%.1f, %d, quality %d", scale, how, quality)
                        << scale << how << quality;
}

void TestFineDetail::anEnlargementHasNone()
{
    QFETCH(double, scale);
    QFETCH(int, how);
    QFETCH(int, quality);
    for (const std::uint64_t seed : {1U, 2U}) {
        const Image small = coded(resized(scene(seed, 0.6), 0.5, cv::INTER_AREA), 90);
        const auto detail = finerDetail(coded(resized(matOf(small), scale, how), quality), small);
        VERIFY_RESULT(detail);
        QVERIFY2(*detail < kNoFinerDetail, std::to_string(*detail).c_str());
    }
}

void TestFineDetail::aLargerOriginalHasSome_data()
{
    QTest::addColumn<double>("scale");
    QTest::addColumn<double>("blur");
    QTest::addColumn<int>("quality");
    for (const double scale : {0.25, 0.5, 0.7, 0.85})
        for (const double blur : {0.0, 0.6, 1.0})
            for (const int quality : {60, 90})
                QTest::addRow("%.2f, blur %.1f, quality %d", scale, blur, quality)
                    << scale << blur << quality;
}

void TestFineDetail::aLargerOriginalHasSome()
{
    QFETCH(double, scale);
    QFETCH(double, blur);
    QFETCH(int, quality);
    for (const std::uint64_t seed : {1U, 2U}) {
        const cv::Mat picture = scene(seed, blur);
        const auto detail = finerDetail(coded(picture, quality),
                                        coded(resized(picture, scale, cv::INTER_AREA), 90));
        VERIFY_RESULT(detail);
        QVERIFY2(*detail > 2 * kNoFinerDetail, std::to_string(*detail).c_str());
    }
}

void TestFineDetail::photosAreToldFromTheirEnlargements_data()
{
    REQUIRE_SHARED("data/near-duplicates/bridge");
    REQUIRE_SHARED("data/camera");
    QTest::addColumn<QString>("file");
    for (const char* file :
         {"near-duplicates/bridge/aaa-orig.jpg", "near-duplicates/bridge/blur-a-little.jpg",
          "camera/Samsung-SM-G935L-Galaxy-S7-Edge.jpg"})
        QTest::addRow("%s", file) << QString(file);
}

void TestFineDetail::photosAreToldFromTheirEnlargements()
{
    QFETCH(QString, file);
    const auto photo =
        makeInProcessDecoder()->decode(readFile(sharedFolder() / "data" / file.toStdString()), {});
    VERIFY_RESULT(photo);
    const Image half = coded(resized(matOf(photo->image), 0.5, cv::INTER_AREA), 85);
    const auto original = finerDetail(photo->image, half);
    const auto enlargement = finerDetail(coded(resized(matOf(half), 2, cv::INTER_CUBIC), 85), half);
    VERIFY_RESULT(original);
    VERIFY_RESULT(enlargement);
    QVERIFY2(*original > 2 * kNoFinerDetail, std::to_string(*original).c_str());
    QVERIFY2(*enlargement < kNoFinerDetail, std::to_string(*enlargement).c_str());
}

void TestFineDetail::whatCannotBeCompared()
{
    const Image picture = smoothPicture(100, 80);
    QVERIFY(!finerDetail(picture, picture));
    QVERIFY(!finerDetail(smoothPicture(50, 40), picture));
    QVERIFY(!finerDetail(picture, smoothPicture(50, 40)));
    QVERIFY(!finerDetail(picture, smoothPicture(1, 1)));
    QVERIFY(!finerDetail(Image(), Image()));
}

void TestFineDetail::theCaseOfAStranger()
{
    REQUIRE_SHARED("cases/15-upscaled");
    const auto folder = sharedFolder() / "cases/15-upscaled";
    const auto read = [&](const char* name) {
        const auto decoded = makeInProcessDecoder()->decode(readFile(folder / name), {});
        return decoded ? decoded->image : Image();
    };
    const auto detail = finerDetail(read("IMG_2201_upscaled_2x.jpg"), read("IMG_2201.jpg"));
    VERIFY_RESULT(detail);
    QVERIFY2(*detail < kNoFinerDetail, std::to_string(*detail).c_str());
}

QTEST_GUILESS_MAIN(TestFineDetail)
#include "tst_fine_detail.moc"
