// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing.h"
#include "ui/state/query_history.h"

#include <QTemporaryDir>

using namespace lookalike;

/// Were this to fail, Back would lead to a wrong query, or a query would not survive a restart.
class TestQueryHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backAndForwardReturnToTheSamePictures()
    {
        QueryHistory history;
        history.setTerms({queryPicture("/a.jpg")});
        history.setTerms({queryPicture("/b.jpg")});
        QVERIFY(history.canGoBack());
        history.back();
        QCOMPARE(history.current().terms.front().title, QStringLiteral("a.jpg"));
        history.forward();
        QCOMPARE(history.current().terms.front().title, QStringLiteral("b.jpg"));
        QVERIFY(!history.canGoForward());
    }

    void aQueryOfFilesSurvivesARestartWithWeightRegionAndBytesOfItsName()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        const std::filesystem::path odd("/photos/\xff\xfe.jpg");
        QueryHistory before;
        before.setTerms({queryPicture(odd)});
        before.setWeight(0, -0.5);
        before.setRegion(0, Region{0.1, 0.2, 0.3, 0.4});
        before.setMinScore(0.25);
        before.save(settings);

        QueryHistory after;
        after.restore(settings);
        QCOMPARE(after.current().terms.size(), std::size_t{1});
        QVERIFY(after.current().terms.front().path == odd);
        QCOMPARE(after.current().terms.front().term.weight, -0.5);
        QVERIFY((after.current().terms.front().term.region == Region{0.1, 0.2, 0.3, 0.4}));
        QCOMPARE(after.current().minScore, std::optional(0.25));
    }

    void marksBelongToTheirQueryAndSurviveARestart()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        const std::filesystem::path odd("/photos/\xff.jpg");
        QueryHistory before;
        int searches = 0;
        connect(&before, &QueryHistory::queryChanged, [&] { ++searches; });
        before.setTerms({queryPicture("/a.jpg")});
        before.setMarks({{{ContentId(7), QueryMark::Kind::More}, odd},
                         {{ContentId(8), QueryMark::Kind::Less}, "/photos/8.jpg"}});
        QCOMPARE(searches, 1); // the query is the same
        before.addTerms({queryPicture("/b.jpg")});
        QCOMPARE(before.current().marks.size(), std::size_t{2});
        before.setTerms({queryPicture("/c.jpg")});
        QVERIFY(before.current().marks.empty());
        before.back();
        before.save(settings);

        QueryHistory after;
        after.restore(settings);
        const std::vector<NamedMark>& marks = after.current().marks;
        QCOMPARE(marks.size(), std::size_t{2});
        QVERIFY(marks[0].path == odd && marks[0].mark.kind == QueryMark::Kind::More);
        QVERIFY(marks[1].path == "/photos/8.jpg" && marks[1].mark.kind == QueryMark::Kind::Less);
        QVERIFY(std::get<std::filesystem::path>(marks[0].mark.photo) == odd);
        after.removeTerm(1);
        QCOMPARE(after.current().marks.size(), std::size_t{2});
        after.removeTerm(0);
        QVERIFY(after.current().marks.empty());
    }

    void photosOfAnotherCatalogBecomeFiles()
    {
        SearchHit hit;
        hit.file = FileId(7);
        hit.path = "/photos/seven.jpg";
        QueryHistory history;
        history.setTerms({queryPicture(hit)});
        history.setWeight(0, -0.5);
        history.addTerms({queryPicture(std::filesystem::path("/photos/b.jpg"))});
        history.setMarks({{{ContentId(9), QueryMark::Kind::Less}, "/photos/nine.jpg"}});
        history.forgetIds();
        QVERIFY(std::get<std::filesystem::path>(history.current().marks.front().mark.photo) ==
                "/photos/nine.jpg");
        for (int entry = 0; entry < 2; ++entry, history.back()) {
            const QueryTerm& term = history.current().terms.front().term;
            const auto* path = std::get_if<std::filesystem::path>(&term.picture);
            QVERIFY(path != nullptr && *path == hit.path);
            QCOMPARE(term.weight, -0.5);
        }
    }

    void conceptsOfAnotherCatalogAreForgotten()
    {
        QueryHistory history;
        history.setTerms({queryPicture(std::filesystem::path("/photos/a.jpg"))});
        history.addTerms({queryConcept(ConceptId(3), "Cats", -1)});
        ContentFilter filter;
        filter.concepts = {ConceptId(4)};
        history.setFilter(filter);
        QVERIFY(!history.current().canBeKept());
        QVERIFY(history.current().terms.back().isSame(queryConcept(ConceptId(3), "Pets")));
        QVERIFY(!history.current().terms.back().isSame(queryConcept(ConceptId(4), "Cats")));
        QVERIFY(!history.current().terms.back().isSame(history.current().terms.front()));
        history.forgetIds();
        QCOMPARE(history.current().terms.size(), std::size_t{1});
        QVERIFY(history.current().terms.front().isPicture());
        QVERIFY(history.current().filter.isEmpty());
        QVERIFY(history.current().canBeKept());
    }

    void itTellsWhenThePicturesAreOthers()
    {
        QueryHistory history;
        int replaced = 0;
        connect(&history, &QueryHistory::termsReplaced, [&] { ++replaced; });
        history.setTerms({queryPicture(std::filesystem::path("/photos/a.jpg"))});
        QCOMPARE(replaced, 1);
        history.addTerms({queryPicture(std::filesystem::path("/photos/b.jpg"))});
        history.setWeight(0, 0.5);
        history.setFilter({});
        QCOMPARE(replaced, 1);
        history.back();
        history.forward();
        history.clear();
        QCOMPARE(replaced, 4);
    }

    void aPastedPictureIsNotWrittenDown()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        QueryHistory before;
        before.setTerms({queryPicture(
            std::make_shared<const std::vector<std::uint8_t>>(4, std::uint8_t{1}), QString())});
        before.save(settings);
        QueryHistory after;
        after.restore(settings);
        QVERIFY(after.current().isEmpty());
        QVERIFY(!after.canGoBack());
    }
};

QTEST_GUILESS_MAIN(TestQueryHistory)
#include "tst_query_history.moc"
