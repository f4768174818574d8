// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/safetensors.h"
#include "core/image/decoder.h"
#include "core/image/preprocess.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <opencv2/imgcodecs.hpp>

using namespace lookalike;

namespace {

/// The colours alone, also those that are hidden under transparent parts.
Image withoutAlpha(const std::vector<std::uint8_t>& file)
{
    const cv::Mat colours = cv::imdecode(file, cv::IMREAD_COLOR);
    Image image(colours.cols, colours.rows);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            for (int c = 0; c < 3; ++c)
                image.row(y)[3 * x + c] = colours.at<cv::Vec3b>(y, x)[2 - c];
    return image;
}

} // namespace

/// If this fails, embeddings differ from those of the model's own preprocessing.
class TestPreprocess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void constantStaysConstant_data()
    {
        QTest::addColumn<int>("filter");
        for (int filter = 0; filter <= 5; ++filter)
            QTest::addRow("filter %d", filter) << filter;
    }
    void constantStaysConstant()
    {
        QFETCH(int, filter);
        Image image(37, 23);
        std::fill(image.pixels.begin(), image.pixels.end(), std::uint8_t{173});
        for (const auto& [width, height] : {std::pair{5, 7}, {37, 90}, {200, 23}, {1, 1}}) {
            const Image out = resize(image, width, height, static_cast<Resample>(filter));
            QCOMPARE(out.width, width);
            QCOMPARE(out.height, height);
            for (const std::uint8_t value : out.pixels)
                QCOMPARE(int{value}, 173);
        }
        QCOMPARE(
            resize(lookalike::testing::smoothPicture(37, 23), 37, 23, static_cast<Resample>(filter))
                .pixels,
            lookalike::testing::smoothPicture(37, 23).pixels);
    }

    // Values of Pillow 9.4 for the row 0, 10, 200, 50, 255, 90, 7, 131 at three pixels.
    void knownValues_data()
    {
        QTest::addColumn<int>("filter");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("nearest") << 0 << QList<int>{10, 255, 7};
        QTest::newRow("Lanczos") << 1 << QList<int>{49, 153, 79};
        QTest::newRow("bilinear") << 2 << QList<int>{55, 143, 82};
        QTest::newRow("bicubic") << 3 << QList<int>{51, 151, 79};
        QTest::newRow("box") << 4 << QList<int>{70, 153, 76};
        QTest::newRow("Hamming") << 5 << QList<int>{47, 150, 67};
    }
    void knownValues()
    {
        QFETCH(int, filter);
        QFETCH(QList<int>, expected);
        Image row(8, 1);
        const int values[] = {0, 10, 200, 50, 255, 90, 7, 131};
        for (std::size_t i = 0; i < row.pixels.size(); ++i)
            row.pixels[i] = static_cast<std::uint8_t>(values[i / 3]);
        const Image out = resize(row, 3, 1, static_cast<Resample>(filter));
        for (int x = 0; x < 3; ++x)
            QCOMPARE(int{out.row(0)[3 * x]}, expected[x]);
    }

    void cropLargerThanThePicturePadsWithZeros()
    {
        Image image(4, 3);
        std::fill(image.pixels.begin(), image.pixels.end(), std::uint8_t{9});
        PreprocessSpec spec;
        spec.resizeMode = PreprocessSpec::ResizeMode::None;
        spec.centerCrop = true;
        spec.cropWidth = 6;
        spec.cropHeight = 8;
        const Image out = preprocess(image, spec);
        QCOMPARE(out.width, 6);
        QCOMPARE(out.height, 8);
        for (int y = 0; y < 8; ++y)
            for (int x = 0; x < 6; ++x)
                QCOMPARE(int{out.row(y)[3 * x]}, x >= 1 && x < 5 && y >= 3 && y < 6 ? 9 : 0);
    }

    void agreesWithTheReferenceProcessors_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<bool>("exact");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("crop");
        QTest::addColumn<int>("filter");
        QTest::newRow("exact size, bilinear") << "vit-exact-bilinear" << true << 80 << 0 << 2;
        QTest::newRow("exact size, bicubic") << "siglip-exact-bicubic" << true << 80 << 0 << 3;
        QTest::newRow("shortest edge and crop of the same size")
            << "clip-shortest-bicubic-crop" << false << 112 << 112 << 3;
        QTest::newRow("shortest edge and a smaller crop")
            << "dinov2-bit-256-224" << false << 256 << 224 << 3;
        QTest::newRow("crop percentage") << "convnext-crop-pct" << false << 128 << 112 << 3;
    }
    void agreesWithTheReferenceProcessors()
    {
        REQUIRE_SHARED("fixtures/preprocess");
        QFETCH(QString, folder);
        QFETCH(bool, exact);
        QFETCH(int, size);
        QFETCH(int, crop);
        QFETCH(int, filter);
        const auto root = lookalike::testing::sharedFolder() / "fixtures" / "preprocess";
        auto file = SafetensorsFile::open(root / folder.toStdString() / "expected.safetensors");
        VERIFY_RESULT(file);
        PreprocessSpec spec;
        spec.resizeMode =
            exact ? PreprocessSpec::ResizeMode::Exact : PreprocessSpec::ResizeMode::ShortestEdge;
        spec.resizeWidth = spec.resizeHeight = spec.shortestEdge = size;
        spec.centerCrop = crop > 0;
        spec.cropWidth = spec.cropHeight = crop;
        spec.resample = static_cast<Resample>(filter);
        const auto decoder = makeInProcessDecoder();
        int compared = 0;
        for (const TensorInfo& info : file->tensors()) {
            const auto expected = file->readFloats(info.name);
            VERIFY_RESULT(expected);
            const auto bytes = lookalike::testing::readFile(root / "photos" / info.name);
            auto picture = decoder->decode(bytes, {});
            VERIFY_RESULT(picture);
            if (picture->facts.alpha)
                picture->image = withoutAlpha(bytes); // the reference leaves it out
            const Image out = preprocess(picture->image, spec);
            const std::size_t area = out.pixels.size() / 3;
            QCOMPARE(expected->size(), out.pixels.size());
            // Whatever the normalisation is, it maps an 8-bit value to one number a channel.
            for (std::size_t c = 0; c < 3; ++c) {
                std::array<float, 256> values;
                values.fill(1e9F);
                for (std::size_t i = 0; i < area; ++i) {
                    float& value = values[out.pixels[i * 3 + c]];
                    const float reference = (*expected)[c * area + i];
                    if (value > 1e8F)
                        value = reference;
                    QVERIFY2(std::abs(value - reference) < 2e-6F, info.name.c_str());
                }
                for (std::size_t i = 1; i < values.size(); ++i)
                    if (values[i] < 1e8F && values[i - 1] < 1e8F)
                        QVERIFY(values[i] > values[i - 1]);
            }
            ++compared;
        }
        QVERIFY(compared >= 3);
    }
};

QTEST_GUILESS_MAIN(TestPreprocess)
#include "tst_preprocess.moc"
