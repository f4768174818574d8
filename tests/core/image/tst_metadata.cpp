// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/metadata.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

using namespace lookalike;

/// If this fails, dates, places and cameras in the details panel and in filters are wrong.
class TestMetadata : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsOrientationOfABlock()
    {
        for (int orientation = 1; orientation <= 8; ++orientation)
            QCOMPARE(exifOrientation(lookalike::testing::exifBlock(orientation)), orientation);
        QCOMPARE(exifOrientation(lookalike::testing::exifBlock(9)), 1);
        QCOMPARE(exifOrientation({}), 1);
        auto padded = lookalike::testing::exifBlock(6);
        padded.resize(kMaxExifBytes);
        QCOMPARE(exifOrientation(padded), 6);
        padded.push_back(0);
        QCOMPARE(exifOrientation(padded), 1);
        const auto block = lookalike::testing::exifBlock(6);
        for (std::size_t size = 0; size < 20; ++size)
            QVERIFY(exifOrientation({block.data(), size}) >= 1);
    }

    void unreadableMetadataIsNone()
    {
        QVERIFY(!readMetadata({}).takenAt.has_value());
        const lookalike::testing::FileBytes garbage{0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 'E', 'x'};
        const Metadata metadata = readMetadata(garbage);
        QVERIFY(metadata.camera.empty());
        QCOMPARE(metadata.orientation, 1);
    }

    void readsACamerasPhoto()
    {
        REQUIRE_SHARED("data/camera/Samsung-SM-G935L-Galaxy-S7-Edge.jpg");
        const Metadata metadata = readMetadata(
            lookalike::testing::readFile(lookalike::testing::sharedFolder() /
                                         "data/camera/Samsung-SM-G935L-Galaxy-S7-Edge.jpg"));
        QCOMPARE(QString::fromStdString(metadata.camera), QString("samsung SM-G935L"));
        QVERIFY(metadata.takenAt.has_value());
        QCOMPARE(*metadata.takenAt, std::int64_t{1486669898});
        QVERIFY(metadata.latitude.has_value() && metadata.longitude.has_value());
        QVERIFY(std::abs(*metadata.latitude - 48.8925) < 1e-3);
        QVERIFY(std::abs(*metadata.longitude - 2.2364) < 1e-3);
    }

    void theMakeIsNotRepeated()
    {
        REQUIRE_SHARED("data/camera/Nikon-D3100.jpg");
        const Metadata metadata = readMetadata(lookalike::testing::readFile(
            lookalike::testing::sharedFolder() / "data/camera/Nikon-D3100.jpg"));
        QCOMPARE(QString::fromStdString(metadata.camera), QString("NIKON D3100"));
        QVERIFY(!metadata.lens.empty());
    }
};

QTEST_GUILESS_MAIN(TestMetadata)
#include "tst_metadata.moc"
