// SPDX-License-Identifier: GPL-3.0-or-later
// Similar shots as the review groups them. If these fail, photos of other days are called one
// scene, or a blurred shot is said to be the sharpest.
#include "core/duplicates/review/duplicate_assembly.h"
#include "core/duplicates/review/sharpness.h"
#include "core/duplicates/verify/pair_verifier.h"
#include "tests/core/catalog/catalog_fixture.h"

#include <opencv2/imgproc.hpp>

#include <array>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

Image picture(double blur)
{
    cv::Mat values(480, 640, CV_8UC3);
    cv::theRNG().state = 7;
    cv::randu(values, 0, 255);
    cv::GaussianBlur(values, values, {}, 1 + blur);
    Image image(values.cols, values.rows);
    std::copy_n(values.data, image.pixels.size(), image.pixels.begin());
    return image;
}

} // namespace

class TestSimilarShots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTimeBetweenShotsLimitsGroups_data();
    void theTimeBetweenShotsLimitsGroups();
    void theSharpestIsFound();
};

void TestSimilarShots::theTimeBetweenShotsLimitsGroups_data()
{
    QTest::addColumn<qint64>("secondsApart");
    QTest::addColumn<int>("members"); // of the group with the first shot; 0: there is none
    QTest::newRow("any time") << qint64{0} << 6;
    QTest::newRow("5 s") << qint64{5} << 2;
    QTest::newRow("1 min") << qint64{60} << 3;
    QTest::newRow("1 h") << qint64{3600} << 4;
    QTest::newRow("2 s") << qint64{2} << 0;
}

void TestSimilarShots::theTimeBetweenShotsLimitsGroups()
{
    QFETCH(qint64, secondsApart);
    QFETCH(int, members);
    CatalogFixture fixture;
    VERIFY_RESULT(fixture.open());
    const FolderId root = fixture.addFolder(fixture.photos);
    constexpr std::int64_t kStart = 1'700'000'000;
    // After 5 s, 1 min, 1 h, 2 days; the last one has no date.
    const std::array<std::optional<std::int64_t>, 6> dates{
        kStart, kStart + 5, kStart - 60, kStart + 3600, kStart + 172'800, std::nullopt};
    std::vector<ContentId> contents;
    for (std::size_t i = 0; i < dates.size(); ++i) {
        ContentRow row = CatalogFixture::contentOf(static_cast<int>(i));
        row.metadata.takenAt = dates[i];
        row.width = i == 0 ? 4000 : 40; // the first is the one that the others are compared with
        contents.push_back(
            fixture.make([&](CatalogWriter& writer) { return writer.putContent(row); }));
        fixture.addFile(root, fixture.photos / (std::to_string(i) + ".jpg"), FileState::Indexed,
                        contents.back());
    }
    RelationEvidence evidence;
    evidence.relation = Relation::SimilarShot;
    std::vector<RelationRow> pairs;
    for (std::size_t i = 1; i < contents.size(); ++i)
        pairs.push_back({contents[0], contents[i], static_cast<int>(Relation::SimilarShot),
                         packEvidence(evidence)});
    VERIFY_RESULT(fixture.change(
        [&](CatalogWriter& writer) { return writer.putPairs(kVerifierVersion, pairs); }));
    DuplicateScope scope;
    scope.similarShots = true;
    scope.secondsApart = secondsApart;
    const auto groups = assembleGroups(*fixture.reader(), scope, {}, {});
    VERIFY_RESULT(groups);
    QCOMPARE(groups->size(), std::size_t{members > 0 ? 1U : 0U});
    if (members > 0)
        QCOMPARE(groups->front().members.size(), static_cast<std::size_t>(members));
}

void TestSimilarShots::theSharpestIsFound()
{
    std::vector<double> values;
    for (const double blur : {2.0, 0.0, 1.0}) {
        const auto value = sharpnessOf(picture(blur));
        VERIFY_RESULT(value);
        values.push_back(*value);
    }
    QVERIFY(values[1] > values[2] && values[2] > values[0]);
    QVERIFY(clearlySharpest(values) == std::optional<std::size_t>(1));
    // The same with half the light.
    Image dark = picture(0);
    for (std::uint8_t& value : dark.pixels)
        value /= 2;
    QVERIFY(std::abs(*sharpnessOf(dark) / values[1] - 1) < 0.1);
    values.push_back(values[1]);
    QVERIFY(!clearlySharpest(values)); // two are alike
    QVERIFY(!clearlySharpest({}));
    VERIFY_ERROR(sharpnessOf(Image(20, 20)), ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(TestSimilarShots)
#include "tst_similar_shots.moc"
