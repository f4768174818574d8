// SPDX-License-Identifier: GPL-3.0-or-later
// When photos are read without the user's asking for it. If these fail, new photos stay unread, or
// a computer works although its user said that it should not.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "ui/state/indexing_scheduler.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

} // namespace

class TestIndexingScheduler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void anEmptyLibraryIsNotLookedThrough();
    void anOpenedLibraryIsLookedThroughOnce();
    void notWhereTheUserSaidSo();
    void anotherModelReadsInAnyCase();
    void aDiskWithFreeSpaceAgainIsTriedAgain();

private:
    /// A session, the scheduler under test, and how often reading began.
    struct Start {
        explicit Start(const fs::path& catalog)
            : session(openerOf(catalog, std::make_shared<ColourEncoder>()))
            , scheduler(session, nullptr, std::chrono::milliseconds(1))
        {}
        ~Start() { static_cast<void>(session.shutDown(std::chrono::seconds(20))); }
        void open()
        {
            QSignalSpy statuses(&session, &LibrarySession::statusChanged);
            session.open();
            QTRY_VERIFY_WITH_TIMEOUT(!statuses.isEmpty(), kDeadlineMs);
        }

        LibrarySession session;
        IndexingScheduler scheduler;
        QSignalSpy started{&session.indexing(), &Indexing::started};
        QSignalSpy finished{&session.indexing(), &Indexing::finished};
    };
    /// Leaves a catalog in which all photos are read.
    void readAll()
    {
        Start start(m_catalog);
        start.open();
        start.session.addFolders({m_photos});
        QTRY_COMPARE_WITH_TIMEOUT(start.finished.count(), 1, kDeadlineMs);
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    fs::path m_photos;
    fs::path m_catalog;
};

void TestIndexingScheduler::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    const fs::path root = fs::canonical(m_scratch->path().toStdString());
    m_photos = root / "photos";
    m_catalog = root / "catalog.db";
    fs::create_directories(m_photos);
    writePlainPhoto(m_photos / "red.bmp", 250, 20, 20);
}

void TestIndexingScheduler::anEmptyLibraryIsNotLookedThrough()
{
    Start start(m_catalog);
    start.open();
    QCOMPARE(start.started.count(), 0);
}

void TestIndexingScheduler::anOpenedLibraryIsLookedThroughOnce()
{
    readAll();
    Start start(m_catalog);
    start.open();
    QCOMPARE(start.started.count(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(start.finished.count(), 1, kDeadlineMs);
    QSignalSpy statuses(&start.session, &LibrarySession::statusChanged);
    start.session.refreshStatus();
    QTRY_VERIFY_WITH_TIMEOUT(!statuses.isEmpty(), kDeadlineMs);
    QCOMPARE(start.started.count(), 1);
}

void TestIndexingScheduler::notWhereTheUserSaidSo()
{
    readAll();
    Start start(m_catalog);
    start.scheduler.setChecksAtStart(false);
    start.open();
    QCOMPARE(start.started.count(), 0);
}

void TestIndexingScheduler::anotherModelReadsInAnyCase()
{
    readAll();
    Start start(m_catalog);
    start.scheduler.setChecksAtStart(false);
    start.open();
    start.session.reopen({});
    QTRY_COMPARE_WITH_TIMEOUT(start.started.count(), 1, kDeadlineMs);
}

void TestIndexingScheduler::aDiskWithFreeSpaceAgainIsTriedAgain()
{
    readAll();
    Start start(m_catalog);
    start.scheduler.setChecksAtStart(false);
    start.open();
    Q_EMIT start.session.indexing().failed({ErrorCode::NoSpace, "The disk is full"_msg, {}});
    QTRY_COMPARE_WITH_TIMEOUT(start.started.count(), 1, kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(start.finished.count(), 1, kDeadlineMs);
}

QTEST_GUILESS_MAIN(TestIndexingScheduler)
#include "tst_indexing_scheduler.moc"
