// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a few pixels, of bands and of one tone: what is left of them after a step of their
// way through the program may be nothing, or longer than a type can say. Worth most under the
// address and undefined behaviour sanitizers.
#include "core/duplicates/verify/aligned_pictures.h"
#include "core/duplicates/verify/pair_verifier.h"
#include "core/duplicates/verify/verifiable_picture.h"
#include "core/image/orientation.h"
#include "core/image/perceptual_hash.h"
#include "core/image/plain_border.h"
#include "core/image/preprocess.h"
#include "core/library/region.h"
#include "tests/testing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

using namespace lookalike;

namespace {

constexpr int kMostSide = 9;

struct Kind {
    const char* name;
    /// The grey value at x, y of a picture of width x height.
    std::function<int(int, int, int, int)> value;
};

const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> all{
        {"plain", [](int, int, int, int) { return 90; }},
        {"a band above another", [](int, int y, int, int h) { return y < (h + 1) / 2 ? 40 : 220; }},
        {"a band beside another",
         [](int x, int, int w, int) { return x < (w + 1) / 2 ? 40 : 220; }},
        {"another last row", [](int, int y, int, int h) { return y + 1 < h ? 40 : 220; }},
        {"another last column", [](int x, int, int w, int) { return x + 1 < w ? 40 : 220; }},
        {"three bands", [](int, int y, int, int h) { return 250 * (3 * y / h) / 2; }},
        {"rows", [](int, int y, int, int) { return y % 2 == 0 ? 0 : 255; }},
        {"columns", [](int x, int, int, int) { return x % 2 == 0 ? 0 : 255; }},
        {"squares", [](int x, int y, int, int) { return (x + y) % 2 == 0 ? 0 : 255; }},
        {"a gradient to the right", [](int x, int, int w, int) { return 255 * x / w; }},
        {"a gradient downwards", [](int, int y, int, int h) { return 255 * y / h; }},
        {"a dot in the middle",
         [](int x, int y, int w, int h) { return x == w / 2 && y == h / 2 ? 255 : 0; }},
    };
    return all;
}

Image pictureOf(const Kind& kind, int width, int height)
{
    Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            std::fill_n(image.row(y) + static_cast<std::ptrdiff_t>(x) * 3, 3,
                        static_cast<std::uint8_t>(kind.value(x, y, width, height)));
    return image;
}

/// Calls `body` with every kind at every size from 1 x 1 on, `step` apart.
template <class Body>
void forEachPicture(int step, const Body& body)
{
    for (const Kind& kind : kinds())
        for (int height = 1; height <= kMostSide; height += step)
            for (int width = 1; width <= kMostSide; width += step)
                body(pictureOf(kind, width, height),
                     QStringLiteral("%1, %2 x %3").arg(kind.name).arg(width).arg(height));
}

/// Too long to keep their shape in any step.
std::vector<Image> longPictures()
{
    return {pictureOf(kinds()[1], 1, 70'000), pictureOf(kinds()[9], 70'000, 1),
            pictureOf(kinds()[8], 3, 40'000)};
}

std::vector<PreprocessSpec> specs()
{
    std::vector<PreprocessSpec> all;
    for (const Resample filter : {Resample::Nearest, Resample::Lanczos, Resample::Bilinear,
                                  Resample::Bicubic, Resample::Box, Resample::Hamming}) {
        PreprocessSpec exact;
        exact.resample = filter;
        exact.resizeWidth = 7;
        exact.resizeHeight = 32;
        all.push_back(exact);
        PreprocessSpec cropped = exact;
        cropped.resizeMode = PreprocessSpec::ResizeMode::ShortestEdge;
        cropped.shortestEdge = 5;
        cropped.centerCrop = true;
        for (const int crop : {1, 4, 5, 6, 17}) {
            cropped.cropWidth = crop;
            cropped.cropHeight = crop + 1;
            all.push_back(cropped);
        }
        cropped.resizeMode = PreprocessSpec::ResizeMode::None;
        all.push_back(cropped);
    }
    return all;
}

Result<VerifiablePicture> verifiable(const Image& image)
{
    return makeVerifiablePicture(image, image.width, image.height, ImageFormat::Png);
}

} // namespace

/// If this fails, a picture of few pixels or of bands can end the program.
class TestSmallPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theirBordersAreFound()
    {
        forEachPicture(1, [](const Image& picture, const QString& name) {
            const auto inside = insidePlainBorder(picture);
            if (!inside)
                return;
            QVERIFY2(!inside->isNull() && inside->width <= picture.width &&
                         inside->height <= picture.height,
                     qPrintable(name));
        });
        // What two bands leave over is nothing, whichever way they lie.
        for (const int side : {1, 2, 100}) {
            QVERIFY(!insidePlainBorder(pictureOf(kinds()[1], side, 2 * side)));
            QVERIFY(!insidePlainBorder(pictureOf(kinds()[2], 2 * side, side)));
        }
        for (const Image& picture : longPictures())
            QVERIFY(!insidePlainBorder(picture) || !insidePlainBorder(picture)->isNull());
    }

    void theyHaveHashes()
    {
        const auto hashes = [](const Image& picture, const QString& name) {
            QVERIFY2(dctHashOrientations(picture)[0] == dctHash(picture), qPrintable(name));
            static_cast<void>(differenceHash(picture));
        };
        forEachPicture(1, hashes);
        for (const Image& picture : longPictures())
            hashes(picture, QStringLiteral("a long one"));
    }

    void theyCanBeTurned()
    {
        forEachPicture(1, [](const Image& picture, const QString& name) {
            for (int orientation = -1; orientation <= 9; ++orientation)
                QVERIFY2(applyOrientation(picture, orientation).bytes() == picture.bytes(),
                         qPrintable(name));
        });
    }

    void anyPreprocessingTakesThem()
    {
        const std::vector<PreprocessSpec> all = specs();
        const auto check = [&all](const Image& picture, const QString& name) {
            for (const PreprocessSpec& spec : all) {
                const Image input = preprocess(picture, spec);
                QVERIFY2(input.width == spec.inputWidth() && input.height == spec.inputHeight(),
                         qPrintable(name));
            }
        };
        forEachPicture(1, check);
        for (const Image& picture : longPictures())
            check(picture, QStringLiteral("a long one"));
    }

    void anyRegionOfThemHasPixels()
    {
        constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
        constexpr double kEndless = std::numeric_limits<double>::infinity();
        const std::array<Region, 9> regions{{{0, 0, 0.001, 0.001},
                                             {0.999, 0.999, 0.001, 0.001},
                                             {1, 1, 1, 1},
                                             {-3, -3, 3.5, 3.5},
                                             {0.5, 0.5, 1e300, 1e300},
                                             {0.2, 0.4, 1e-300, 1e-300},
                                             {kNothing, 0, 1, 1},
                                             {0, 0, kEndless, 0.5},
                                             {-kEndless, 0, kEndless, 0.5}}};
        forEachPicture(1, [&regions](const Image& picture, const QString& name) {
            for (const Region& region : regions) {
                const auto clamped = clampRegion(region);
                if (!clamped)
                    continue;
                QVERIFY2(shortSideFor(224, clamped) >= 224, qPrintable(name));
                const Image crop = cropRegion(picture, *clamped);
                QVERIFY2(!crop.isNull() && crop.width <= picture.width &&
                             crop.height <= picture.height,
                         qPrintable(name));
            }
        });
    }

    void theyCanBeCompared()
    {
        std::vector<Image> images;
        forEachPicture(
            4, [&images](Image picture, const QString&) { images.push_back(std::move(picture)); });
        for (Image& picture : longPictures())
            images.push_back(std::move(picture));
        auto former = verifiable(images.back());
        VERIFY_RESULT(former);
        for (std::size_t i = 0; i < images.size(); ++i) {
            auto next = verifiable(images[i]);
            VERIFY_RESULT(next);
            VERIFY_RESULT(verifyPair(*former, *next, {}));
            VERIFY_RESULT(verifyPair(*next, *next, {}));
            RelationEvidence evidence;
            const auto aligned =
                alignPictures(images[i], images[(i + 1) % images.size()], evidence, 200);
            VERIFY_RESULT(aligned);
            former = std::move(next);
        }
    }
};

QTEST_GUILESS_MAIN(TestSmallPictures)
#include "tst_small_pictures.moc"
