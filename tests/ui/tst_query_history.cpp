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

    void photosOfAnotherCatalogBecomeFiles()
    {
        SearchHit hit;
        hit.file = FileId(7);
        hit.path = "/photos/seven.jpg";
        QueryHistory history;
        history.setTerms({queryPicture(hit)});
        history.setWeight(0, -0.5);
        history.addTerms({queryPicture(std::filesystem::path("/photos/b.jpg"))});
        history.forgetIds();
        for (int entry = 0; entry < 2; ++entry, history.back()) {
            const QueryTerm& term = history.current().terms.front().term;
            const auto* path = std::get_if<std::filesystem::path>(&term.picture);
            QVERIFY(path != nullptr && *path == hit.path);
            QCOMPARE(term.weight, -0.5);
        }
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
