// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/aligned_pictures.h"
#include "core/duplicates/verify/pair_verifier.h"
#include "tests/core/duplicates/verify/scenes.h"
#include "tests/testing.h"

using namespace lookalike;
using namespace lookalike::testing;

class TestAlignedPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTurnedCropLiesOnItsOriginal()
    {
        const cv::Mat original = scene(1);
        cv::Mat copy;
        cv::rotate(original(cv::Rect(60, 40, 340, 260)), copy, cv::ROTATE_90_CLOCKWISE);
        const auto evidence = verifyPair(prepared(original), prepared(copy));
        VERIFY_RESULT(evidence);
        QVERIFY(evidence->has_value());
        const auto aligned = alignPictures(imageOf(original), imageOf(copy), **evidence, 320);
        VERIFY_RESULT(aligned);
        QCOMPARE(aligned->first.width, 320);
        QCOMPARE(aligned->first.height, 240);
        QCOMPARE(aligned->second.width, 320);
        QCOMPARE(aligned->difference.height, 240);
        const cv::Mat apart = cv::abs(matOf(aligned->first) - matOf(aligned->second));
        const cv::Rect shared(50, 36, 200, 150);
        QVERIFY(cv::mean(apart(shared))[0] < 6);
        // Outside of the crop there is nothing to compare.
        QCOMPARE(cv::mean(matOf(aligned->second)(cv::Rect(0, 0, 20, 240)))[0], 0.0);
        QCOMPARE(cv::mean(matOf(aligned->difference)(cv::Rect(0, 0, 20, 240)))[0], 0.0);
    }

    void aSmallChangeIsStretchedToASeenOne()
    {
        const cv::Mat original = scene(2);
        cv::Mat changed = original.clone();
        changed(cv::Rect(100, 100, 80, 80)) += cv::Scalar::all(30);
        const auto aligned = alignPictures(imageOf(original), imageOf(changed), {}, 480);
        VERIFY_RESULT(aligned);
        const cv::Mat difference = matOf(aligned->difference);
        QVERIFY(cv::mean(difference(cv::Rect(110, 110, 60, 60)))[0] > 180);
        QVERIFY(cv::mean(difference(cv::Rect(300, 200, 100, 100)))[0] < 2);
        const double changedShare = 80.0 * 80.0 / static_cast<double>(original.total());
        QVERIFY(std::abs(aligned->differing - changedShare) < 0.2 * changedShare);
    }

    void equalPicturesDifferNowhere()
    {
        const Image image = imageOf(scene(3));
        const auto aligned = alignPictures(image, image, {}, 10'000);
        VERIFY_RESULT(aligned);
        QCOMPARE(aligned->first.width, image.width);
        QCOMPARE(aligned->differing, 0.0);
        QVERIFY(std::all_of(aligned->difference.pixels.begin(), aligned->difference.pixels.end(),
                            [](std::uint8_t value) { return value < 16; }));
    }

    void whatCannotBeLaidOverEachOtherIsRefused()
    {
        const Image image = imageOf(scene(4));
        RelationEvidence evidence;
        VERIFY_ERROR(alignPictures({}, image, evidence, 100), ErrorCode::InvalidArgument);
        VERIFY_ERROR(alignPictures(image, image, evidence, 0), ErrorCode::InvalidArgument);
        evidence.secondToFirst = {};
        VERIFY_ERROR(alignPictures(image, image, evidence, 100), ErrorCode::InvalidArgument);
        evidence.secondToFirst = {std::nan(""), 0, 0, 0, 1, 0, 0, 0, 1};
        VERIFY_ERROR(alignPictures(image, image, evidence, 100), ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestAlignedPictures)
#include "tst_aligned_pictures.moc"
