// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/homography.h"
#include "core/duplicates/verify/pair_verifier.h"
#include "core/image/decoder.h"
#include "tests/core/duplicates/verify/picture_copies.h"
#include "tests/core/duplicates/verify/scenes.h"
#include "tests/testing.h"

#include <opencv2/imgcodecs.hpp>

#include <cmath>
#include <fstream>
#include <functional>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

using Step = std::function<cv::Mat(const cv::Mat&)>;

cv::Mat turned(const cv::Mat& picture, int code)
{
    cv::Mat out;
    cv::rotate(picture, out, code);
    return out;
}

cv::Mat mirrored(const cv::Mat& picture)
{
    cv::Mat out;
    cv::flip(picture, out, 1);
    return out;
}

cv::Mat toned(const cv::Mat& picture, double gain, double offset)
{
    cv::Mat out;
    picture.convertTo(out, -1, gain, offset);
    return out;
}

cv::Mat captioned(const cv::Mat& picture)
{
    cv::Mat out = picture.clone();
    cv::putText(out, "Summer holidays", {30, out.rows - 40}, cv::FONT_HERSHEY_DUPLEX, 1.2,
                {255, 255, 255}, 3);
    return out;
}

cv::Mat framed(const cv::Mat& picture)
{
    cv::Mat out;
    cv::copyMakeBorder(picture, out, 30, 30, 30, 30, cv::BORDER_CONSTANT, {250, 245, 240});
    return out;
}

/// Another moment: fresh grain, and a ball that has rolled on.
cv::Mat moment(std::uint64_t seed, int ballX)
{
    cv::Mat picture = scene(seed);
    cv::circle(picture, {ballX, 200}, 45, {30, 60, 220}, cv::FILLED);
    cv::circle(picture, {ballX - 12, 188}, 14, {230, 230, 250}, cv::FILLED);
    cv::line(picture, {ballX - 30, 215}, {ballX + 30, 215}, {10, 10, 10}, 4);
    cv::RNG random(static_cast<std::uint64_t>(ballX));
    cv::Mat grain(picture.size(), CV_16SC3);
    random.fill(grain, cv::RNG::NORMAL, 0, 2);
    cv::add(picture, grain, picture, cv::noArray(), CV_8U);
    return picture;
}

cv::Mat page(const std::vector<std::string>& lines)
{
    cv::Mat out(480, 640, CV_8UC3, cv::Scalar::all(255));
    cv::rectangle(out, {0, 0, 640, 44}, {40, 90, 160}, cv::FILLED);
    for (std::size_t i = 0; i < lines.size(); ++i)
        cv::putText(out, lines[i], {24, 90 + static_cast<int>(i) * 40}, cv::FONT_HERSHEY_SIMPLEX,
                    0.8, {20, 20, 20}, 2);
    return out;
}

cv::Mat onPoster(const cv::Mat& picture)
{
    cv::Mat out(480, 640, CV_8UC3, cv::Scalar(230, 225, 210));
    cv::putText(out, "HOLIDAY NEWS", {120, 60}, cv::FONT_HERSHEY_DUPLEX, 1.5, {120, 30, 30}, 3);
    cv::circle(out, {580, 440}, 28, {30, 80, 140}, 5);
    cv::Mat small;
    cv::resize(picture, small, {420, 300});
    small.copyTo(out(cv::Rect(100, 95, 420, 300)));
    return out;
}

cv::Mat flat(int tone, int grain, std::uint64_t seed)
{
    cv::Mat out(360, 480, CV_8UC3, cv::Scalar::all(tone));
    cv::RNG random(seed);
    cv::Mat noise(out.size(), CV_16SC3);
    random.fill(noise, cv::RNG::NORMAL, 0, grain);
    cv::add(out, noise, out, cv::noArray(), CV_8U);
    return out;
}

std::optional<VerifiablePicture> fromFile(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    const std::vector<char> text((std::istreambuf_iterator<char>(stream)), {});
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    const auto decoded = makeInProcessDecoder()->decode(bytes, {kVerifyShortSide});
    if (!decoded)
        return {};
    return makeVerifiablePicture(decoded->image, decoded->fullWidth, decoded->fullHeight,
                                 decoded->format)
        .value();
}

std::vector<std::filesystem::path> filesOf(const char* folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(sharedFolder() / "data/near-duplicates" / folder))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

class TestPairVerifier : public QObject {
    Q_OBJECT

private:
    static std::optional<RelationEvidence> verified(const VerifiablePicture& a,
                                                    const VerifiablePicture& b,
                                                    const VerificationHints& hints = {})
    {
        return verifyPair(a, b, hints).value();
    }

private Q_SLOTS:
    void straightenedPhotosWithBlackCornersAreFound()
    {
        // Real photos, because some of them look like written pages, which have to agree exactly.
        if (!std::filesystem::exists(sharedFolder() / "data/near-duplicates/distinct-scenes"))
            QSKIP("needs real photos");
        for (const std::filesystem::path& file : filesOf("distinct-scenes")) {
            const cv::Mat photo = cv::imread(file.string());
            for (const double degrees : {-4.0, 2.0, 4.0}) {
                cv::Mat tilted;
                const cv::Point2f middle(static_cast<float>(photo.cols) / 2,
                                         static_cast<float>(photo.rows) / 2);
                cv::warpAffine(photo, tilted, cv::getRotationMatrix2D(middle, degrees, 1),
                               photo.size());
                const Image first = imageOf(photo);
                const Image second = imageOf(jpeg(tilted, 90));
                VerificationHints hints;
                hints.fullPictures = [&]() -> Result<VerificationHints::FullPictures> {
                    return VerificationHints::FullPictures(
                        std::make_shared<const FullPicture>(makeFullPicture(first)),
                        std::make_shared<const FullPicture>(makeFullPicture(second)));
                };
                const auto evidence = verified(prepared(photo), prepared(jpeg(tilted, 90)), hints);
                QVERIFY2(evidence && evidence->relation != Relation::SimilarShot,
                         qPrintable(QString::fromStdString(file.filename().string()) +
                                    QString(" by %1 degrees").arg(degrees)));
            }
        }
    }

    void somethingOnWhiteIsFoundTurned()
    {
        // White goes on where the other shows nothing, so only the black corners tell the copy.
        for (std::uint64_t seed = 41; seed < 45; ++seed) {
            cv::Mat photo(160, 210, CV_8UC3, cv::Scalar::all(252));
            resized(scene(seed), 0.25).copyTo(photo(cv::Rect(45, 35, 120, 90)));
            for (const int grown : {0, 14}) {
                const cv::Point2f middle(105, 80);
                cv::Mat turn = cv::getRotationMatrix2D(middle, 4, 1);
                turn.at<double>(0, 2) += grown / 2.0;
                turn.at<double>(1, 2) += grown / 2.0;
                cv::Mat copy;
                cv::warpAffine(photo, copy, turn, photo.size() + cv::Size(grown, grown),
                               cv::INTER_CUBIC);
                const auto evidence = verified(prepared(photo), prepared(jpeg(copy, 92)));
                QVERIFY(evidence.has_value());
                QVERIFY(evidence->tilted == Tilted::Second);
            }
        }
    }

    void copiesAreFoundAndNamed_data()
    {
        QTest::addColumn<Step>("step");
        QTest::addColumn<QString>("relation");
        const auto row = [](const char* name, const Step& step, const char* relation) {
            QTest::newRow(name) << step << QString(relation);
        };
        row(
            "half the size", [](auto& p) { return resized(p, 0.5); }, "resized");
        row(
            "a fifth of the size", [](auto& p) { return resized(p, 0.2); }, "resized");
        row(
            "larger", [](auto& p) { return resized(p, 1.6); }, "resized");
        row(
            "JPEG of middling quality", [](auto& p) { return jpeg(p, 60); }, "recompressed");
        row(
            "JPEG of poor quality", [](auto& p) { return jpeg(p, 30); }, "recompressed");
        row(
            "cut to half of the area",
            [](auto& p) { return p(cv::Rect(100, 60, 340, 254)).clone(); }, "cropped");
        row(
            "cut, shrunk and compressed",
            [](auto& p) { return jpeg(resized(p(cv::Rect(0, 40, 400, 300)), 0.6), 60); },
            "cropped");
        row(
            "turned right", [](auto& p) { return turned(p, cv::ROTATE_90_CLOCKWISE); }, "rotated");
        row(
            "upside down", [](auto& p) { return turned(p, cv::ROTATE_180); }, "rotated");
        row(
            "turned left", [](auto& p) { return turned(p, cv::ROTATE_90_COUNTERCLOCKWISE); },
            "rotated");
        row(
            "mirrored", [](auto& p) { return mirrored(p); }, "rotated");
        row(
            "mirrored and compressed", [](auto& p) { return jpeg(mirrored(p), 50); }, "rotated");
        row(
            "mirrored and cut",
            [](auto& p) { return mirrored(p)(cv::Rect(30, 20, 360, 270)).clone(); }, "cropped");
        row(
            "darker", [](auto& p) { return toned(p, 0.7, 0); }, "edited");
        row(
            "flatter", [](auto& p) { return toned(p, 0.6, 50); }, "edited");
        row(
            "with a caption", [](auto& p) { return captioned(p); }, "edited");
        row(
            "in a frame", [](auto& p) { return framed(p); }, "edited");
        row(
            "grey",
            [](auto& p) {
                cv::Mat out;
                cv::cvtColor(p, out, cv::COLOR_RGB2GRAY);
                cv::cvtColor(out, out, cv::COLOR_GRAY2RGB);
                return out;
            },
            "edited");
    }
    void copiesAreFoundAndNamed()
    {
        QFETCH(Step, step);
        QFETCH(QString, relation);
        const cv::Mat original = scene(11);
        const VerifiablePicture first = prepared(original);
        const VerifiablePicture second = prepared(step(original));
        const auto evidence = verified(first, second);
        QVERIFY(evidence.has_value());
        QCOMPARE(QString(relationName(evidence->relation)), relation);
        QVERIFY(evidence->score > 0.6F && evidence->score <= 1.0F);
        const auto back = verified(second, first);
        QVERIFY(back.has_value());
        QCOMPARE(back->relation, evidence->relation);
        QVERIFY(*back == reversed(*evidence) || *evidence == reversed(*back));
    }

    void aChangedSpotIsAnEdit_data()
    {
        QTest::addColumn<Step>("step");
        const auto row = [](const char* name, const Step& step) { QTest::newRow(name) << step; };
        row("a digit", [](auto& p) {
            cv::Mat out = p.clone();
            cv::putText(out, "7", {200, 150}, cv::FONT_HERSHEY_DUPLEX, 0.7, {250, 250, 250}, 3);
            return out;
        });
        row("a stamp", [](auto& p) {
            cv::Mat out = p.clone();
            cv::circle(out, {100, 250}, 8, {30, 30, 200}, cv::FILLED);
            return out;
        });
        row("a piece of the photo over another", [](auto& p) {
            cv::Mat out = p.clone();
            p(cv::Rect(60, 60, 32, 32)).copyTo(out(cv::Rect(300, 200, 32, 32)));
            return out;
        });
    }
    void aChangedSpotIsAnEdit()
    {
        QFETCH(Step, step);
        const cv::Mat original = scene(21);
        const cv::Mat copy = step(original);
        for (const cv::Mat& stored :
             {copy, jpeg(copy, 60), jpeg(copy, 20), resized(copy, 0.5), mirrored(copy)}) {
            const auto evidence = verified(prepared(original), prepared(stored));
            QVERIFY(evidence.has_value());
            QCOMPARE(evidence->relation, Relation::Edited);
        }
    }

    void coarseCompressionIsNoEdit()
    {
        for (std::uint64_t seed = 31; seed < 37; ++seed) {
            const cv::Mat original = scene(seed);
            for (const int quality : {10, 20, 40, 80, 95}) {
                const auto whole = verified(prepared(original), prepared(jpeg(original, quality)));
                QVERIFY(whole.has_value());
                QCOMPARE(whole->relation, Relation::Recompressed);
                const cv::Mat smaller = jpeg(resized(original, 0.6), std::max(quality, 30));
                const auto shrunk = verified(prepared(original), prepared(smaller));
                QVERIFY(shrunk.has_value());
                QCOMPARE(shrunk->relation, Relation::Resized);
            }
        }
    }

    void photosWithOtherDigitsAreEdits()
    {
        const auto folder = sharedFolder() / "data/orientation";
        if (!std::filesystem::exists(folder))
            QSKIP("needs the photos with a digit each");
        for (int i = 1; i < 8; ++i) {
            const auto file = [&](int digit) {
                return folder / ("Landscape_" + std::to_string(digit) + ".jpg");
            };
            const auto evidence = verified(*fromFile(file(i)), *fromFile(file(i + 1)));
            QVERIFY(evidence.has_value());
            QCOMPARE(evidence->relation, Relation::Edited);
        }
    }

    void evidenceSaysWhereTheCopyLies()
    {
        const cv::Mat original = scene(12);
        const cv::Mat copy =
            turned(resized(original(cv::Rect(120, 90, 240, 180)), 1.5), cv::ROTATE_90_CLOCKWISE);
        const auto evidence = verified(prepared(original), prepared(copy));
        QVERIFY(evidence.has_value());
        QVERIFY(std::abs(evidence->firstShown - 0.25F) < 0.02F);
        QVERIFY(evidence->secondShown > 0.98F);
        QVERIFY(std::abs(evidence->scale - 1.5F) < 0.05F);
        QVERIFY(std::abs(evidence->rotation - 90) < 1);
        QVERIFY(!evidence->mirrored);
        // The copy's top right corner is the cut's top left one.
        const PlanePoint corner = mapped(evidence->secondToFirst, {1, 0});
        QVERIFY(std::abs(corner.x - 0.25) < 0.01 && std::abs(corner.y - 0.25) < 0.01);
    }

    void equalPixelsAreAskedForOnlyWhereTheyCouldBe()
    {
        const VerifiablePicture picture = prepared(scene(13));
        int asked = 0;
        VerificationHints hints;
        hints.cosine = 0.75F;
        hints.samePixels = [&asked]() -> Result<bool> {
            ++asked;
            return true;
        };
        const auto same = verified(picture, prepared(scene(13)), hints);
        QVERIFY(same.has_value());
        QCOMPARE(same->relation, Relation::IdenticalPixels);
        QCOMPARE(same->score, 1.0F);
        QCOMPARE(same->cosine, 0.75F);
        QCOMPARE(asked, 1);
        QVERIFY(verified(picture, prepared(toned(scene(13), 0.8, 0)), hints).has_value());
        QVERIFY(!verified(picture, prepared(scene(14)), hints).has_value());
        QCOMPARE(asked, 1);
        hints.samePixels = [] { return fail(ErrorCode::IoError, "gone"_msg); };
        VERIFY_ERROR(verifyPair(picture, picture, hints), ErrorCode::IoError);
    }

    void pagesAndFramesCountAsOneOnlyWhereAllAreIdentical()
    {
        VerifiablePicture pages = prepared(scene(13));
        pages.facts.frames = 3;
        VerificationHints hints;
        hints.samePixels = []() -> Result<bool> { return true; };
        QVERIFY(!verified(pages, prepared(scene(13)), hints).has_value()); // a cover alone
        QCOMPARE(verified(pages, pages, hints)->relation, Relation::IdenticalPixels);
        hints.samePixels = []() -> Result<bool> { return false; };
        QVERIFY(!verified(pages, pages, hints).has_value());
        VerifiablePicture alpha = prepared(scene(13));
        alpha.facts.alpha = true;
        hints.samePixels = []() -> Result<bool> { return true; };
        QCOMPARE(verified(alpha, prepared(scene(13)), hints)->relation, Relation::Recompressed);
    }

    void samePixelsAreThoseOfTheWholeFile()
    {
        DecodedImage first;
        first.image = Image(4, 4);
        first.format = ImageFormat::Tiff;
        DecodedImage second = first;
        QVERIFY(samePixels(first, second));
        first.facts.frames = second.facts.frames = 2;
        QVERIFY(!samePixels(first, second)); // nothing tells of the second page
        first.digest = second.digest = "a";
        QVERIFY(samePixels(first, second));
        second.digest = "b";
        QVERIFY(!samePixels(first, second));
        second.digest = "a";
        second.facts.bits = 16;
        QVERIFY(!samePixels(first, second));
        second = first;
        second.image.pixels[5] = 1;
        QVERIFY(!samePixels(first, second));
    }

    void aRawFileAndItsJpegArePaired()
    {
        const VerifiablePicture raw = prepared(scene(15, {600, 450}), ImageFormat::Raw);
        const VerifiablePicture jpegFile =
            prepared(toned(jpeg(scene(15, {600, 450}), 80), 1.2, -10));
        const auto pair = verified(jpegFile, raw, {0, true, {}});
        QVERIFY(pair.has_value());
        QCOMPARE(pair->relation, Relation::RawJpegPair);
    }

    void othersAreNotTakenForCopies_data()
    {
        QTest::addColumn<cv::Mat>("first");
        QTest::addColumn<cv::Mat>("second");
        QTest::newRow("another scene") << scene(21) << scene(22);
        QTest::newRow("something moved between two shots") << moment(23, 180) << moment(23, 250);
        QTest::newRow("two photos in one layout") << onPoster(scene(24)) << onPoster(scene(25));
        QTest::newRow("two photos with one caption")
            << captioned(scene(26)) << captioned(scene(27));
        QTest::newRow("two pages") << page({"Dear Ms Miller,", "your parcel has arrived.", "Bye"})
                                   << page({"Dear Mr Thomas,", "the train leaves at ten", "So?"});
        QTest::newRow("one message more")
            << page({"See you tomorrow", "At eight?", "Yes, at the station"})
            << page({"See you tomorrow", "At eight?", "Yes, at the station", "No, sorry"});
        QTest::newRow("two lens caps") << flat(3, 2, 1) << flat(3, 2, 2);
        QTest::newRow("two grey walls") << flat(128, 3, 3) << flat(128, 3, 4);
        QTest::newRow("white and black") << flat(255, 0, 5) << flat(0, 0, 6);
        QTest::newRow("a wall and a scene") << flat(128, 3, 7) << scene(28);
    }
    void othersAreNotTakenForCopies()
    {
        QFETCH(cv::Mat, first);
        QFETCH(cv::Mat, second);
        QVERIFY(!verified(prepared(first), prepared(second)).has_value());
        QVERIFY(!verified(prepared(second), prepared(first)).has_value());
    }

    void noPictureIsAnError()
    {
        VERIFY_ERROR(makeVerifiablePicture({}, 10, 10, ImageFormat::Png),
                     ErrorCode::InvalidArgument);
        const cv::Mat dot(1, 1, CV_8UC3, cv::Scalar::all(40));
        const VerifiablePicture tiny = prepared(dot);
        QVERIFY(!verified(tiny, prepared(scene(29))).has_value());
        QVERIFY(!verified(tiny, tiny).has_value());
        cv::Mat line(1, 5000, CV_8UC3, cv::Scalar::all(40));
        QVERIFY(!verified(prepared(line), tiny).has_value());
    }

    void preparedPicturesAreSmall()
    {
        QVERIFY(prepared(scene(30, {2000, 1500})).bytes() < 400'000);
    }

    void distinctScenesStayApart()
    {
        REQUIRE_SHARED("data/near-duplicates/distinct-scenes");
        std::vector<VerifiablePicture> pictures;
        for (const auto& file : filesOf("distinct-scenes"))
            pictures.push_back(fromFile(file).value());
        QCOMPARE(pictures.size(), 10U);
        for (std::size_t i = 0; i < pictures.size(); ++i)
            for (std::size_t j = 0; j < pictures.size(); ++j)
                QVERIFY(i == j || !verified(pictures[i], pictures[j]).has_value());
    }

    void theBridgesEditsAllBelongToTheirOriginal()
    {
        REQUIRE_SHARED("data/near-duplicates/bridge");
        const auto files = filesOf("bridge");
        const VerifiablePicture original = fromFile(files.front()).value();
        for (const auto& file : files)
            QVERIFY2(verified(original, fromFile(file).value()).has_value(),
                     file.filename().string().c_str());
    }

    void theMixedFolderSortsItself()
    {
        REQUIRE_SHARED("data/near-duplicates/mixed");
        const auto folder = sharedFolder() / "data/near-duplicates/mixed";
        const VerifiablePicture original = fromFile(folder / "ukbench00120.jpg").value();
        const auto relation = [&](const char* name) {
            const auto evidence = verified(original, fromFile(folder / name).value());
            return evidence ? QString(relationName(evidence->relation)) : QString("none");
        };
        QCOMPARE(relation("ukbench00120_hflip.jpg"), QString("rotated"));
        QCOMPARE(relation("ukbench00120_resize.jpg"), QString("resized"));
        QVERIFY(relation("ukbench00120_rotation.jpg") != QString("none"));
        QCOMPARE(relation("ukbench09268.jpg"), QString("none"));
        // A damaged copy is never decoded, so it can stand in no relation.
        QVERIFY(!fromFile(folder / "ukbench09268_corrupt.jpg").has_value());
    }
};

QTEST_GUILESS_MAIN(TestPairVerifier)
#include "tst_pair_verifier.moc"
