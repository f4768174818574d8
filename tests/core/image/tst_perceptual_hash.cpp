// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/orientation.h"
#include "core/image/perceptual_hash.h"
#include "core/image/preprocess.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <random>

using namespace lookalike;

namespace {

/// Coarse random colours, enlarged: a picture with detail at the frequencies that hashes look at.
Image randomPicture(unsigned seed)
{
    std::mt19937 random(seed);
    Image coarse(9, 7);
    for (std::uint8_t& value : coarse.pixels)
        value = static_cast<std::uint8_t>(random() & 0xFF);
    return resize(coarse, 320, 240, Resample::Bicubic);
}

} // namespace

/// If this fails, near-duplicates are missed or different pictures are taken for copies.
class TestPerceptualHash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSmallerCopyHasNearlyTheSameHash()
    {
        for (unsigned seed = 0; seed < 20; ++seed) {
            const Image image = randomPicture(seed);
            const Image small = resize(image, 131, 98, Resample::Lanczos);
            QVERIFY(hammingDistance(dctHash(image), dctHash(small)) <= 6);
            QVERIFY(hammingDistance(differenceHash(image), differenceHash(small)) <= 6);
        }
    }

    void differentPicturesHaveDistantHashes()
    {
        for (unsigned seed = 0; seed < 20; ++seed)
            QVERIFY(hammingDistance(dctHash(randomPicture(seed)),
                                    dctHash(randomPicture(seed + 100))) >= 12);
    }

    void orientationsComeFromOneTransform()
    {
        for (unsigned seed = 0; seed < 10; ++seed) {
            const Image image = randomPicture(seed);
            const auto hashes = dctHashOrientations(image);
            QCOMPARE(hashes[0], dctHash(image));
            for (int orientation = 1; orientation <= 8; ++orientation)
                QVERIFY(hammingDistance(hashes[static_cast<std::size_t>(orientation - 1)],
                                        dctHash(applyOrientation(image, orientation))) <= 3);
        }
    }

    void anEvenPictureHashesToZero()
    {
        Image image(50, 40);
        std::fill(image.pixels.begin(), image.pixels.end(), std::uint8_t{200});
        QCOMPARE(dctHash(image), std::uint64_t{0});
        QCOMPARE(differenceHash(image), std::uint64_t{0});
    }
};

QTEST_GUILESS_MAIN(TestPerceptualHash)
#include "tst_perceptual_hash.moc"
