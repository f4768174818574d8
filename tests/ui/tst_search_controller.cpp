// SPDX-License-Identifier: GPL-3.0-or-later
// From a query to its results, without a window. If these fail, the window shows what was not asked
// for, or keeps silent about a search that failed.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "ui/models/folders_model.h"
#include "ui/state/query_history.h"
#include "ui/state/search_controller.h"
#include "ui/text/display_text.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <algorithm>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

} // namespace

class TestSearchController : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aQueryBringsItsResults();
    void aQueryBeforeTheLibraryIsOpenIsAnsweredLater();
    void lowerLimitsNeedNoSearch();
    void moreThanThereIsNeedsNoSearch();
    void aFailureIsToldUntilTheNextSearch();
    void theSameQueryIsAnsweredAgainWhenPhotosCome();
    void whatGoesToTheTrashLeavesTheResults();
    void anotherCatalogForgetsTheResults();
    void whatIsHiddenIsFilledUp();
    void copiesBecomeOneOnceTheyAreKnown();
    void similarResultsStandTogether();
    void marksMoveTheResults();

private:
    fs::path paint(const std::string& name, int red, int green, int blue) const
    {
        writePlainPhoto(m_photos / name, red, green, blue);
        return m_photos / name;
    }
    void read()
    {
        QSignalSpy finished(&m_session->indexing(), &Indexing::finished);
        m_session->addFolders({m_photos});
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kDeadlineMs);
    }
    void open()
    {
        QSignalSpy opened(m_session.get(), &LibrarySession::opened);
        m_session->open();
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kDeadlineMs);
    }
    void searchFor(const fs::path& photo)
    {
        m_history->setTerms({queryPicture(photo)});
        QVERIFY(!m_search->hasAnswer());
        QTRY_VERIFY_WITH_TIMEOUT(m_search->hasAnswer(), kDeadlineMs);
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList list;
        for (int row = 0; row < m_search->results().rowCount(); ++row)
            list += displayName(m_search->results().hit(row).path);
        return list;
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    fs::path m_photos;
    fs::path m_catalog; ///< opened by the next open() or reopen()
    std::unique_ptr<LibrarySession> m_session;
    std::unique_ptr<QueryHistory> m_history;
    std::unique_ptr<SearchController> m_search;
};

void TestSearchController::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    const fs::path root = fs::canonical(m_scratch->path().toStdString());
    qputenv("XDG_DATA_HOME", QByteArray::fromStdString((root / "data").string())); // its trash
    m_photos = root / "photos";
    m_catalog = root / "catalog.db";
    fs::create_directories(m_photos);
    m_session = std::make_unique<LibrarySession>(
        [this] { return openerOf(m_catalog, std::make_shared<ColourEncoder>())(); });
    m_history = std::make_unique<QueryHistory>();
    m_search = std::make_unique<SearchController>(*m_session, *m_history);
}

void TestSearchController::cleanup()
{
    QVERIFY(m_session->shutDown(std::chrono::seconds(20)));
    m_search.reset();
    m_history.reset();
    m_session.reset();
    m_scratch.reset();
}

void TestSearchController::aQueryBringsItsResults()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    static_cast<void>(paint("orange.bmp", 250, 140, 20));
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    open();
    read();
    searchFor(red);
    QCOMPARE(names(), (QStringList{"red.bmp", "orange.bmp", "blue.bmp"}));
    // The user may go on in what is there until the next answer comes.
    QSignalSpy reset(&m_search->results(), &QAbstractItemModel::modelReset);
    m_history->setTerms({queryPicture(m_photos / "blue.bmp")});
    QCOMPARE(reset.count(), 0);
    QCOMPARE(names().front(), QStringLiteral("red.bmp"));
    QTRY_COMPARE_WITH_TIMEOUT(names().front(), QStringLiteral("blue.bmp"), kDeadlineMs);
    m_history->clear();
    QVERIFY(names().isEmpty() && !m_search->hasAnswer());
}

void TestSearchController::marksMoveTheResults()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    for (int i = 1; i < 8; ++i)
        static_cast<void>(paint(std::to_string(i) + ".bmp", 250 - 30 * i, 20 * i, 30 * i));
    open();
    read();
    searchFor(red);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->searches().isBusy(), kDeadlineMs);
    const QStringList before = names();
    ResultsModel& results = m_search->results();
    const SearchHit last = results.hit(results.rowCount() - 1);
    const SearchHit second = results.hit(1);

    const std::vector<NamedMark> marks{{{last.content, QueryMark::Kind::More}, last.path},
                                       {{second.content, QueryMark::Kind::Less}, second.path}};
    QSignalSpy answered(m_search.get(), &SearchController::answered);
    m_history->setMarks(marks);
    QVERIFY(m_search->hasAnswer()); // to the same query
    QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, kDeadlineMs);
    QVERIFY(names() != before);
    for (int row = 0; row < results.rowCount(); ++row) {
        const QVariant mark = results.data(results.index(row), ResultsModel::MarkRole);
        const ContentId photo = results.hit(row).content;
        QCOMPARE(mark, photo == last.content     ? QVariant(int(QueryMark::Kind::More))
                       : photo == second.content ? QVariant(int(QueryMark::Kind::Less))
                                                 : QVariant());
    }
    // The command line orders by the same request.
    const auto expected =
        m_session->background().library()->search(toRequest(m_history->current()));
    VERIFY_RESULT(expected);
    QStringList order;
    for (const SearchHit& hit : expected->hits)
        order += displayName(hit.path);
    QCOMPARE(names(), order);

    m_history->setMarks({});
    QTRY_COMPARE_WITH_TIMEOUT(names(), before, kDeadlineMs);
    // A photo that nobody knows any more has no effect.
    answered.clear();
    m_history->setMarks({{{m_photos / "nowhere.bmp", QueryMark::Kind::More}, {}}});
    QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, kDeadlineMs);
    QCOMPARE(names(), before);
    QVERIFY(!m_search->error());
}

void TestSearchController::aQueryBeforeTheLibraryIsOpenIsAnsweredLater()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    m_history->setTerms({queryPicture(red)});
    open();
    read();
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList{"red.bmp"}, kDeadlineMs);
    QVERIFY(m_search->hasAnswer());
}

void TestSearchController::lowerLimitsNeedNoSearch()
{
    std::vector<fs::path> photos;
    for (int i = 0; i < 12; ++i)
        photos.push_back(paint(std::to_string(i) + ".bmp", 250 - 20 * i, 20 * i, 40));
    open();
    read();
    searchFor(photos[0]);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->searches().isBusy(), kDeadlineMs);
    m_history->setTopK(5);
    QCOMPARE(names().size(), 5);
    m_history->setMinScore(0.999);
    QVERIFY(names().size() < 5);
    QVERIFY(!m_session->searches().isBusy());
}

void TestSearchController::moreThanThereIsNeedsNoSearch()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    open();
    read();
    searchFor(red);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->searches().isBusy(), kDeadlineMs);
    m_history->setTopK(1'000'000);
    QVERIFY(!m_session->searches().isBusy());
    QCOMPARE(names().size(), 1);
}

void TestSearchController::aFailureIsToldUntilTheNextSearch()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    open();
    read();
    m_history->setTerms({queryPicture(m_photos / "missing.bmp")});
    QTRY_VERIFY_WITH_TIMEOUT(m_search->error().has_value(), kDeadlineMs);
    QCOMPARE(m_search->error()->path, m_photos / "missing.bmp");
    QVERIFY(names().isEmpty() && !m_search->hasAnswer());
    searchFor(red);
    QVERIFY(!m_search->error().has_value());
}

void TestSearchController::theSameQueryIsAnsweredAgainWhenPhotosCome()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    open();
    read();
    searchFor(red);
    bool again = false;
    connect(m_search.get(), &SearchController::aboutToAnswer, this,
            [&] { again = m_search->hasAnswer(); });
    static_cast<void>(paint("orange.bmp", 250, 140, 20));
    m_session->indexing().start();
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"red.bmp", "orange.bmp"}), kDeadlineMs);
    QVERIFY(again);
}

void TestSearchController::whatGoesToTheTrashLeavesTheResults()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    fs::copy_file(red, m_photos / "copy.bmp");
    open();
    read();
    m_search->setCopiesAsOne(false);
    searchFor(red);
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kDeadlineMs);
    QSignalSpy loaded(&m_session->duplicates(), &DuplicateScanner::groupsLoaded);
    m_session->duplicates().reload();
    QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, kDeadlineMs);
    const DuplicateGroup group = loaded.front().front().value<DuplicateGroups>()->front();
    m_session->trash().move({{{group.members[1].file.id}, {group.members[0].file.id}}}, {});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 1, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->trash().isBusy(), kDeadlineMs);
    m_session->trash().undo({});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kDeadlineMs);
}

void TestSearchController::anotherCatalogForgetsTheResults()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    open();
    read();
    searchFor(red);
    m_history->setTerms({queryPicture(m_search->results().hit(0))}); // by its id
    QTRY_VERIFY_WITH_TIMEOUT(m_search->hasAnswer(), kDeadlineMs);
    m_catalog = m_catalog.parent_path() / "other.db";
    QSignalSpy replaced(m_session.get(), &LibrarySession::catalogReplaced);
    m_session->reopen({});
    QTRY_COMPARE_WITH_TIMEOUT(replaced.count(), 1, kDeadlineMs);
    const auto& picture = m_history->current().terms.front().term.picture;
    QVERIFY(std::holds_alternative<fs::path>(picture));
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->searches().isBusy(), kDeadlineMs);
    QVERIFY(names().isEmpty());
}

void TestSearchController::whatIsHiddenIsFilledUp()
{
    // More identical files than hits are asked for at once would be slow: many photos, one asked
    // for.
    for (int i = 0; i < 520; ++i)
        static_cast<void>(paint(std::to_string(i) + ".bmp", 250 - i % 25, i / 25, 40));
    open();
    read();
    m_history->setTopK(500);
    searchFor(m_photos / "0.bmp");
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->searches().isBusy(), kDeadlineMs);
    QCOMPARE(names().size(), 500);
    QVERIFY(names().contains("0.bmp"));
    m_search->setQueryHidden(true);
    QCOMPARE(names().size(), 499); // at once, and then
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 500, kDeadlineMs);
    QVERIFY(!names().contains("0.bmp"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->searches().isBusy(), kDeadlineMs);
    m_history->setTopK(1000); // all there are
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 519, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->searches().isBusy(), kDeadlineMs);
    m_search->setQueryHidden(false);
    QCOMPARE(names().size(), 520);
    QVERIFY(!m_session->searches().isBusy());
}

void TestSearchController::copiesBecomeOneOnceTheyAreKnown()
{
    QImage picture(320, 240, QImage::Format_RGB32);
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            picture.setPixelColor(x, y, QColor(x * 255 / 319, y, (x * y) % 251));
    const auto save = [&](const char* name) {
        QVERIFY(picture.save(QString::fromStdString((m_photos / name).string())));
    };
    save("photo.png");
    save("photo.bmp"); // the same pixels in another file
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    open();
    read();
    searchFor(m_photos / "photo.png");
    QCOMPARE(names().size(), 3);
    m_session->duplicates().start();
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kDeadlineMs);
    QCOMPARE(m_search->results().tiles().copies(0), 2);
    m_search->setUnfolded(0, true);
    QCOMPARE(names().size(), 3);
    m_search->setCopiesAsOne(false);
    QCOMPARE(names().size(), 3);
    // Another query begins with its copies folded.
    m_search->setCopiesAsOne(true);
    QCOMPARE(names().size(), 3);
    searchFor(m_photos / "blue.bmp");
    QCOMPARE(names().size(), 2);
}

void TestSearchController::similarResultsStandTogether()
{
    // Two kinds of photos, of which those nearest to the query alternate.
    const auto query = paint("query.bmp", 200, 127, 127);
    for (int i = 0; i < 8; ++i) {
        static_cast<void>(paint("g" + std::to_string(i) + ".bmp", 200, 160 + 8 * i, 127));
        static_cast<void>(paint("b" + std::to_string(i) + ".bmp", 200, 127, 164 + 8 * i));
    }
    open();
    read();
    const auto changesOfKind = [this] {
        int changes = 0;
        const QStringList list = names();
        for (int i = 1; i < list.size(); ++i)
            changes += list[i][0] != list[i - 1][0] ? 1 : 0;
        return changes;
    };
    searchFor(query);
    const QStringList bestFirst = names();
    QVERIFY(changesOfKind() > 10);
    m_search->setColumns(1);
    QSignalSpy moved(&m_search->results(), &QAbstractItemModel::layoutChanged);
    m_search->setOrder(SearchController::Order::Likeness);
    QTRY_COMPARE_WITH_TIMEOUT(moved.count(), 1, kDeadlineMs);
    QVERIFY2(changesOfKind() <= 3, qPrintable(names().join(' ')));
    QVERIFY(names() != bestFirst && std::ranges::is_permutation(names(), bestFirst));
    // Another query is shown in its order at once.
    bool isSorted = false;
    {
        const QObject context;
        connect(m_search.get(), &SearchController::answered, &context,
                [&] { isSorted = changesOfKind() <= 3; });
        searchFor(m_photos / "g7.bmp");
    }
    QVERIFY(isSorted);
    // Another number of columns is another grid, and photos that come find their place in it.
    moved.clear();
    m_search->setColumns(4);
    QTRY_VERIFY_WITH_TIMEOUT(moved.count() > 0, kDeadlineMs);
    static_cast<void>(paint("g8.bmp", 200, 230, 127));
    m_session->indexing().start();
    QTRY_VERIFY_WITH_TIMEOUT(names().contains("g8.bmp"), kDeadlineMs);
    m_search->setOrder(SearchController::Order::BestFirst);
    QCOMPARE(names().front(), QStringLiteral("g7.bmp"));
    float score = 2;
    for (int row = 0; row < m_search->results().rowCount(); ++row) {
        QVERIFY(m_search->results().hit(row).score <= score);
        score = m_search->results().hit(row).score;
    }
}

QTEST_GUILESS_MAIN(TestSearchController)
#include "tst_search_controller.moc"
