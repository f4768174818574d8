// SPDX-License-Identifier: GPL-3.0-or-later
// Which tiles the hits of a search become. If these fail, results show one photo many times, hide
// another photo as if it were a copy, or miscount.
#include "tests/testing.h"
#include "ui/models/results_model.h"
#include "ui/state/query.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

/// A hit of one file: its content has the same number. Score and order follow from the number.
SearchHit hit(int number, int copyOf = 0)
{
    SearchHit hit;
    hit.file = FileId(number);
    hit.content = ContentId(number);
    hit.path = "/photos/" + std::to_string(number) + ".jpg";
    hit.score = 1.0F - 0.1F * static_cast<float>(number);
    hit.copyOf = ContentId(copyOf);
    return hit;
}

/// One that words were asked for, so many standard deviations above the mean.
SearchHit wordHit(int number, double score)
{
    SearchHit hit = ::hit(number);
    hit.standardScore = static_cast<float>(score);
    hit.band = score >= 5 ? ScoreBand::Strong : score >= 3 ? ScoreBand::Likely : ScoreBand::Weak;
    return hit;
}

/// hit() with two more identical files, 100 and 200 above.
SearchHit hitOfThreeFiles(int number)
{
    SearchHit three = hit(number);
    three.copies = 3;
    for (const int other : {100, 200})
        three.identical.push_back(
            {FileId(number + other), "/photos/" + std::to_string(number + other) + ".jpg"});
    return three;
}

} // namespace

class TestResultTiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_tiles = {}; }

    void copiesAreOneTile();
    void eachFileIsATileWhereTheUserWantsThat();
    void thePhotosOfTheQueryCanBeHidden();
    void copiesUnfoldAfterTheirPhoto();
    void limitsCountPhotos();
    void wordsHideWhatLiesBelowTheFirstClearGap_data();
    void wordsHideWhatLiesBelowTheFirstClearGap();
    void bandsBeginAboveWeakerPhotos();
    void aPlaceIsFoundAgain();
    void hitsWithoutAContentStayApart();
    void theModelTellsTilesApart();
    void anotherOrderMovesTheRows();
    void whatIsNotInTheOrderComesLast();

private:
    [[nodiscard]] QList<int> files() const
    {
        QList<int> list;
        for (int tile = 0; tile < m_tiles.count(); ++tile)
            list += static_cast<int>(m_tiles.photo(tile).file.value());
        return list;
    }
    [[nodiscard]] static QList<int> filesOf(const ResultsModel& model)
    {
        QList<int> list;
        for (int row = 0; row < model.rowCount(); ++row)
            list += static_cast<int>(model.hit(row).file.value());
        return list;
    }
    ResultTiles m_tiles;
};

void TestResultTiles::copiesAreOneTile()
{
    m_tiles.setHits({hit(1), hitOfThreeFiles(2), hit(3, 1), hit(4, 2), hit(5)});
    QCOMPARE(files(), (QList<int>{1, 2, 5}));
    QCOMPARE(m_tiles.copies(0), 2);
    QCOMPARE(m_tiles.copies(1), 4);
    QCOMPARE(m_tiles.copies(2), 1);
    QCOMPARE(m_tiles.hitCount(), std::size_t{5});
    QCOMPARE(m_tiles.scores().size(), std::size_t{3});
}

void TestResultTiles::eachFileIsATileWhereTheUserWantsThat()
{
    m_tiles.setCopiesAsOne(false);
    m_tiles.setHits({hit(1), hitOfThreeFiles(2), hit(3, 1)});
    QCOMPARE(files(), (QList<int>{1, 2, 102, 202, 3}));
    for (int tile = 0; tile < m_tiles.count(); ++tile)
        QVERIFY(m_tiles.copies(tile) == 1 && !m_tiles.isFurther(tile));
    QVERIFY(m_tiles.photo(2).path == "/photos/102.jpg" && m_tiles.photo(2).content == ContentId(2));
    m_tiles.setCopiesAsOne(true);
    QCOMPARE(files(), (QList<int>{1, 2}));
}

void TestResultTiles::thePhotosOfTheQueryCanBeHidden()
{
    SearchHit query = hit(1);
    query.isQuery = true;
    m_tiles.setHits({query, hit(2, 1), hit(3, 1), hit(4)});
    m_tiles.setQueryHidden(true);
    // The copies of the hidden photo are still copies of one photo.
    QCOMPARE(files(), (QList<int>{2, 4}));
    QCOMPARE(m_tiles.copies(0), 2);
    m_tiles.setQueryHidden(false);
    QCOMPARE(files(), (QList<int>{1, 4}));
    QCOMPARE(m_tiles.copies(0), 3);
}

void TestResultTiles::copiesUnfoldAfterTheirPhoto()
{
    m_tiles.setHits({hit(1), hitOfThreeFiles(2), hit(3), hit(4, 2)});
    m_tiles.setUnfolded(1, true);
    QCOMPARE(files(), (QList<int>{1, 2, 102, 202, 4, 3}));
    QVERIFY(m_tiles.isUnfolded(1) && m_tiles.isUnfolded(4) && !m_tiles.isUnfolded(0));
    QVERIFY(!m_tiles.isFurther(1) && m_tiles.isFurther(2) && m_tiles.isFurther(4));
    QCOMPARE(m_tiles.copies(1), 4);
    m_tiles.setHits({hit(1), hit(2), hit(4, 2)}); // the same query again, a moment later
    QCOMPARE(files(), (QList<int>{1, 2, 4}));
    m_tiles.setUnfolded(2, false); // from one of the copies
    QCOMPARE(files(), (QList<int>{1, 2}));
    m_tiles.setUnfolded(1, true);
    m_tiles.foldAll();
    QCOMPARE(files(), (QList<int>{1, 2}));
}

void TestResultTiles::limitsCountPhotos()
{
    m_tiles.setHits({hit(1), hit(2), hit(3, 1), hit(4)}); // 0.9, 0.8, 0.7, 0.6
    QCOMPARE(m_tiles.countWithin(2, -1), 2);
    QCOMPARE(m_tiles.countWithin(10, 0.75), 2);
    QCOMPARE(m_tiles.countWithin(10, 0.6), 3);
    m_tiles.setUnfolded(0, true); // 1, 3, 2, 4
    QCOMPARE(m_tiles.countWithin(1, -1), 2);
    QCOMPARE(m_tiles.countWithin(2, -1), 3);
    QCOMPARE(m_tiles.countWithin(10, 0.75), 3); // a copy below the limit stays with its photo
    QCOMPARE(m_tiles.countWithin(10, 0.95), 0);
}

void TestResultTiles::wordsHideWhatLiesBelowTheFirstClearGap_data()
{
    QTest::addColumn<QList<double>>("scores"); // standard deviations above the mean
    QTest::addColumn<int>("shown");
    const QList<double> tail{2.0, 1.9, 1.8, 1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1};
    QTest::newRow("many matches") << QList<double>{6, 4, 4, 4, 4, 4, 4, 4, 3.9, 3.8} + tail << 10;
    QTest::newRow("few matches: eight") << QList<double>{6, 5.9} + tail << 8;
    QTest::newRow("gaps above likely and strong ones")
        << QList<double>{9, 8.9, 8.8, 8.7, 8.6, 8.5, 8.4, 8.3, 5.5, 4} + tail << 10;
    QTest::newRow("no gap") << tail << 10;
    QTest::newRow("few photos") << QList<double>{6, 0.1, -2} << 3;
    QTest::newRow("none") << QList<double>{} << 0;
}

void TestResultTiles::wordsHideWhatLiesBelowTheFirstClearGap()
{
    QFETCH(const QList<double>, scores);
    std::vector<SearchHit> hits;
    for (const double score : scores)
        hits.push_back(wordHit(static_cast<int>(hits.size()) + 1, score));
    m_tiles.setHits(hits);
    QTEST(m_tiles.countWithin(1000, std::nullopt), "shown");
    QCOMPARE(m_tiles.countWithin(1000, Query::kAnyScore), static_cast<int>(scores.size()));
    // Copies count once, and do not hide a gap.
    for (SearchHit& hit : hits)
        hit.identical.push_back({FileId(hit.file.value() + 100), "/copies" / hit.path.filename()});
    m_tiles.setHits(hits);
    QTEST(m_tiles.countWithin(1000, std::nullopt), "shown");
}

void TestResultTiles::bandsBeginAboveWeakerPhotos()
{
    m_tiles.setHits({hit(1), hit(2)});
    QVERIFY(!m_tiles.bands().has_value());
    QCOMPARE(m_tiles.line(), Query::kAnyScore);
    m_tiles.setHits({wordHit(1, 6), wordHit(2, 4), wordHit(3, 2)});
    QVERIFY(std::abs(m_tiles.bands()->strong - 0.41) < 1e-6);
    QVERIFY(std::abs(m_tiles.bands()->likely - 0.21) < 1e-6);
    m_tiles.setHits({wordHit(1, 6), wordHit(2, 2)}); // none between
    QVERIFY(std::abs(m_tiles.bands()->strong - 0.21) < 1e-6);
    m_tiles.setHits({wordHit(1, 12)}); // nothing is weaker
    QCOMPARE(m_tiles.bands()->strong, Query::kAnyScore);
    QCOMPARE(m_tiles.scores(), std::vector<float>{1.0F});
}

void TestResultTiles::aPlaceIsFoundAgain()
{
    m_tiles.setHits({hit(1), hitOfThreeFiles(2), hit(3, 1)});
    SearchHit other = hit(2);
    other.file = FileId(102);
    QCOMPARE(m_tiles.tileOf(hit(3, 1)), 0); // under its photo
    QCOMPARE(m_tiles.tileOf(other), 1);
    QCOMPARE(m_tiles.tileOf(hit(9)), -1);
    m_tiles.setCopiesAsOne(false);
    QCOMPARE(m_tiles.tileOf(hit(3, 1)), 4);
    QCOMPARE(m_tiles.tileOf(other), 2);
}

void TestResultTiles::hitsWithoutAContentStayApart()
{
    std::vector<SearchHit> hits(3);
    m_tiles.setHits(std::move(hits));
    QCOMPARE(m_tiles.count(), 3);
}

void TestResultTiles::theModelTellsTilesApart()
{
    ResultsModel model(nullptr);
    model.setLimits(2, -1);
    model.setHits({hit(1), hit(2), hit(3, 1), hit(4)});
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.isExhausted());
    QCOMPARE(model.index(0).data(ResultsModel::CopiesRole).toInt(), 2);
    const auto announced = [&](int row) {
        return model.index(row).data(Qt::AccessibleTextRole).toString();
    };
    QVERIFY2(announced(0).contains("2 copies"), qPrintable(announced(0)));
    model.setUnfolded(0, true);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.photoCount(), 2);
    QVERIFY(model.index(1).data(ResultsModel::FurtherRole).toBool());
    QVERIFY2(announced(1).endsWith("Copy"), qPrintable(announced(1)));
    QVERIFY(!announced(2).contains("Copy"));
    model.setLimits(5, -1);
    QCOMPARE(model.rowCount(), 4);
    QVERIFY(model.isExhausted());
    model.setLimits(5, 0.75);
    QVERIFY(!model.isExhausted()); // more would be below the limit
}

void TestResultTiles::anotherOrderMovesTheRows()
{
    ResultsModel model(nullptr);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLimits(3, -1);
    model.setHits({hit(1), hit(2), hit(3, 1), hit(4), hit(5)});
    model.setUnfolded(0, true);
    QCOMPARE(filesOf(model), (QList<int>{1, 3, 2, 4}));
    QVERIFY(model.contents() == (std::vector{ContentId(1), ContentId(2), ContentId(4)}));
    const QPersistentModelIndex chosen = model.index(2);
    model.setOrder({ContentId(4), ContentId(2), ContentId(1)});
    QCOMPARE(filesOf(model), (QList<int>{4, 2, 1, 3}));
    QCOMPARE(chosen.row(), 1); // the same photo
    QCOMPARE(model.rowOf(hit(1)), 2);
    QCOMPARE(model.rowOf(hit(5)), -1);
    QCOMPARE(model.index(2).data(ResultsModel::CopiesRole).toInt(), 2);
    QVERIFY(model.index(3).data(ResultsModel::FurtherRole).toBool());
    QVERIFY(model.contents() == (std::vector{ContentId(1), ContentId(2), ContentId(4)}));
    model.setUnfolded(2, false);
    QCOMPARE(filesOf(model), (QList<int>{4, 2, 1}));
    model.setLimits(2, -1);
    QCOMPARE(filesOf(model), (QList<int>{2, 1}));
    model.setOrder({});
    QCOMPARE(filesOf(model), (QList<int>{1, 2}));
}

void TestResultTiles::whatIsNotInTheOrderComesLast()
{
    ResultsModel model(nullptr);
    model.setHits({hit(1), hit(2), hit(3)}, {ContentId(3), ContentId(1)});
    QCOMPARE(filesOf(model), (QList<int>{3, 1, 2}));
    model.setHits({hit(2), hit(4), hit(5), hit(3)}, model.order());
    QCOMPARE(filesOf(model), (QList<int>{3, 2, 4, 5}));
    // Identical files that are tiles of their own have a place each.
    model.setCopiesAsOne(false);
    model.setHits({hitOfThreeFiles(2), hit(3)},
                  {ContentId(2), ContentId(3), ContentId(2), ContentId(2)});
    QCOMPARE(filesOf(model), (QList<int>{2, 3, 102, 202}));
    QCOMPARE(model.contents().size(), std::size_t{4});
}

QTEST_GUILESS_MAIN(TestResultTiles)
#include "tst_result_tiles.moc"
