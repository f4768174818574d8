// SPDX-License-Identifier: GPL-3.0-or-later
// Brackets and bursts are told from copies and edits, by metadata and by noise.
#include "core/duplicates/verify/different_shots.h"
#include "core/duplicates/verify/pair_verifier.h"
#include "core/duplicates/verify/sensor_noise.h"
#include "tests/core/duplicates/verify/picture_copies.h"
#include "tests/core/duplicates/verify/scenes.h"
#include "tests/testing.h"

#include <opencv2/imgcodecs.hpp>

#include <functional>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

ShotFacts shot()
{
    ShotFacts facts;
    facts.namesCamera = true;
    facts.takenAt = 1'700'000'000;
    facts.micros = 250'000;
    facts.subSecondDigits = 2;
    facts.exposureSeconds = 1.0 / 60;
    facts.aperture = 5.6;
    facts.iso = 200;
    facts.bias = 0;
    facts.counter = ShotFacts::Counter::Nikon;
    facts.frame = 4711;
    return facts;
}

cv::Mat exposure(const cv::Mat& scene, double gain, double noise, std::uint64_t seed)
{
    cv::RNG random(seed);
    cv::Mat grain(scene.size(), CV_16SC3);
    random.fill(grain, cv::RNG::NORMAL, 0, noise);
    cv::Mat out;
    scene.convertTo(out, -1, gain);
    cv::add(out, grain, out, cv::noArray(), CV_8U);
    return out;
}

cv::Mat tripodScene()
{
    cv::Mat clean;
    cv::GaussianBlur(scene(5, {900, 600}), clean, {}, 2);
    return clean;
}

NoiseAgreement noiseOf(const cv::Mat& first, const cv::Mat& second)
{
    return compareNoise(makeFullPicture(imageOf(first)), makeFullPicture(imageOf(second))).value();
}

} // namespace

class TestDifferentShots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void metadataTell_data()
    {
        using Change = std::function<void(ShotFacts&)>;
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("agreement");
        const auto row = [](const char* name, ShotAgreement agreement, const Change& change) {
            QTest::newRow(name) << change << static_cast<int>(agreement);
        };
        const auto other = ShotAgreement::Other;
        row("nothing", ShotAgreement::Same, [](ShotFacts&) {});
        row("exposure time", other, [](ShotFacts& s) { s.exposureSeconds *= 1.26; });
        row("a rounded time", ShotAgreement::Same, [](ShotFacts& s) { s.exposureSeconds = 0.017; });
        row("aperture", other, [](ShotFacts& s) { s.aperture = 6.3; });
        row("ISO", other, [](ShotFacts& s) { s.iso = 250; });
        row("bias", other, [](ShotFacts& s) { s.bias = 1.0 / 3; });
        row("a second", other, [](ShotFacts& s) { ++*s.takenAt; });
        row("another day", other, [](ShotFacts& s) { *s.takenAt += 86'400; });
        row("a zone", ShotAgreement::Same, [](ShotFacts& s) { *s.takenAt -= 9 * 1800; });
        row("part of a second", other, [](ShotFacts& s) { s.micros = 500'000; });
        row("fewer digits", ShotAgreement::Untold, [](ShotFacts& s) {
            s.micros = 200'000;
            s.subSecondDigits = 1;
            s.counter = ShotFacts::Counter::None;
        });
        row("frame", other, [](ShotFacts& s) { ++s.frame; });
        row("another counter", ShotAgreement::Same, [](ShotFacts& s) {
            s.counter = ShotFacts::Counter::Exif;
            s.frame = 1;
        });
        row("only the second", ShotAgreement::Untold, [](ShotFacts& s) {
            s.micros.reset();
            s.counter = ShotFacts::Counter::None;
        });
        row("no camera", ShotAgreement::Untold, [](ShotFacts& s) {
            s.namesCamera = false;
            s.iso = 800;
        });
        row("stripped", ShotAgreement::Untold, [](ShotFacts& s) { s = {}; });
    }
    void metadataTell()
    {
        QFETCH(std::function<void(ShotFacts&)>, change);
        QFETCH(int, agreement);
        ShotFacts changed = shot();
        change(changed);
        QCOMPARE(static_cast<int>(compareShots(shot(), changed)), agreement);
        QCOMPARE(static_cast<int>(compareShots(changed, shot())), agreement);
    }

    void noiseTells_data()
    {
        QTest::addColumn<double>("noise");
        for (const double noise : {2.0, 3.0, 6.0})
            QTest::addRow("%g", noise) << noise;
    }
    void noiseTells()
    {
        QFETCH(double, noise);
        const cv::Mat clean = tripodScene();
        const cv::Mat first = jpeg(exposure(clean, 1, noise, 1), 92);
        QCOMPARE(noiseOf(first, jpeg(exposure(clean, 1, noise, 2), 92)), NoiseAgreement::Other);
        QCOMPARE(noiseOf(first, jpeg(exposure(clean, 0.75, noise * 0.85, 3), 92)),
                 NoiseAgreement::Other);
        for (const int quality : {90, 75, 60, 40})
            QVERIFY(noiseOf(first, jpeg(first, quality)) != NoiseAgreement::Other);
        cv::Mat soft;
        cv::GaussianBlur(first, soft, {}, 1.5);
        cv::Mat sharp;
        cv::addWeighted(first, 1.8, soft, -0.8, 0, sharp);
        cv::Mat dark;
        first.convertTo(dark, -1, 0.7);
        for (const cv::Mat& edit : {soft, sharp, dark, exposure(first, 1, 3, 4)})
            QVERIFY(noiseOf(first, jpeg(edit, 80)) != NoiseAgreement::Other);
        QVERIFY(noiseOf(jpeg(first, 75), jpeg(first, 50)) != NoiseAgreement::Other);
        QCOMPARE(noiseOf(first, jpeg(sharp, 80)), NoiseAgreement::Shared);
    }

    void whatIsMovedTellsNothing()
    {
        const cv::Mat first = exposure(tripodScene(), 1, 3, 1);
        cv::Mat moved;
        cv::warpAffine(first, moved, cv::getRotationMatrix2D({450, 300}, 0.7, 1.02), first.size(),
                       cv::INTER_CUBIC, cv::BORDER_REFLECT);
        QCOMPARE(noiseOf(first, moved), NoiseAgreement::Untold);
    }

    void sizesHaveToBeEqual()
    {
        VERIFY_ERROR(compareNoise(makeFullPicture(imageOf(scene(1))),
                                  makeFullPicture(imageOf(scene(1, {200, 100})))),
                     ErrorCode::InvalidArgument);
    }

    void anotherShotIsSimilar()
    {
        const cv::Mat clean = tripodScene();
        const cv::Mat first = exposure(clean, 1, 3, 1);
        const cv::Mat second = exposure(clean, 0.8, 3, 2);
        const cv::Mat edit = jpeg(first, 85);
        const auto full = [](const cv::Mat& picture) {
            return std::make_shared<const FullPicture>(makeFullPicture(imageOf(picture)));
        };
        const auto relation = [&](const cv::Mat& a, const cv::Mat& b, const ShotFacts& shotB,
                                  bool noise) {
            VerifiablePicture left = prepared(a);
            VerifiablePicture right = prepared(b);
            left.shot = shot();
            right.shot = shotB;
            VerificationHints hints;
            if (noise)
                hints.fullPictures = [&]() -> Result<VerificationHints::FullPictures> {
                    return VerificationHints::FullPictures(full(a), full(b));
                };
            const auto evidence = verifyPair(left, right, hints).value();
            return evidence ? evidence->relation : Relation::IdenticalFile;
        };
        ShotFacts next = shot();
        ++*next.takenAt;
        QCOMPARE(relation(first, second, next, false), Relation::SimilarShot);
        QCOMPARE(relation(first, second, {}, true), Relation::SimilarShot);
        QVERIFY(relation(first, second, {}, false) != Relation::SimilarShot);
        for (const ShotFacts& kept : {shot(), ShotFacts()})
            QCOMPARE(relation(first, edit, kept, true), Relation::Recompressed);
    }
};

QTEST_GUILESS_MAIN(TestDifferentShots)
#include "tst_different_shots.moc"
