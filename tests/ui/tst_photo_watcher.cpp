// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does when photos come and go while it is open. If these fail, new photos are not
// found, or each of them makes the window flicker.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "ui/models/folders_model.h"
#include "ui/text/watch_text.h"
#include "ui/views/dialogs/exclusions_dialog.h"
#include "ui/views/preferences/exclusions_section.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

} // namespace

class TestPhotoWatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aPhotoThatIsSavedIsReadUnannounced();
    void manyPhotosAreAnnounced();
    void nothingIsNoticedWhereTheUserSaidSo();
    void aReopenedLibraryIsWatched();
    void whatCameDuringARunIsReadAfterIt();
    void exclusionsAreAppliedAtOnce();
    void wrongExclusionsAreExplained();
    void theSettingsLeadToTheExclusions();
    void theNoteTellsWhatIsNotWatched();

private:
    void paint(const std::string& name, int green = 20) const
    {
        writePlainPhoto(m_photos / name, 250, green, 20);
    }
    [[nodiscard]] std::uint64_t indexed() const { return indexedPhotos(m_session->status()); }

    std::unique_ptr<QTemporaryDir> m_scratch;
    fs::path m_root;
    fs::path m_photos;
    std::unique_ptr<LibrarySession> m_session;
    std::unique_ptr<QSignalSpy> m_started;
};

void TestPhotoWatcher::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_root = fs::canonical(m_scratch->path().toStdString());
    m_photos = m_root / "photos";
    paint("red.bmp");
    m_session = std::make_unique<LibrarySession>(
        openerOf(m_root / "catalog.db", std::make_shared<ColourEncoder>()));
    m_session->watcher().setOn(true);
    m_started = std::make_unique<QSignalSpy>(&m_session->indexing(), &Indexing::started);
    m_session->open();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->isOpen(), kDeadlineMs);
    m_session->addFolders({m_photos});
    QTRY_COMPARE_WITH_TIMEOUT(indexed(), std::uint64_t{1}, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->indexing().isRunning(), kDeadlineMs);
    QCOMPARE(m_started->count(), 1);
    QVERIFY(m_session->status().watch.isOn);
}

void TestPhotoWatcher::cleanup()
{
    m_started.reset();
    QVERIFY(m_session->shutDown(std::chrono::seconds(20)));
    m_session.reset();
}

void TestPhotoWatcher::aPhotoThatIsSavedIsReadUnannounced()
{
    paint("new.bmp", 200);
    QTRY_COMPARE_WITH_TIMEOUT(indexed(), std::uint64_t{2}, kDeadlineMs);
    fs::remove(m_photos / "new.bmp");
    QTRY_COMPARE_WITH_TIMEOUT(indexed(), std::uint64_t{1}, kDeadlineMs);
    QCOMPARE(m_started->count(), 1);
    QVERIFY(!m_session->indexing().wasAnnounced());
}

void TestPhotoWatcher::manyPhotosAreAnnounced()
{
    for (int i = 0; i < 40; ++i)
        writePlainPhoto(m_root / "import" / (std::to_string(i) + ".bmp"), i, 5 * i, 99);
    fs::rename(m_root / "import", m_photos / "import");
    QTRY_COMPARE_WITH_TIMEOUT(indexed(), std::uint64_t{41}, kDeadlineMs);
    QCOMPARE(m_started->count(), 2);
}

void TestPhotoWatcher::nothingIsNoticedWhereTheUserSaidSo()
{
    m_session->watcher().setOn(false);
    const auto isWatched = [this] {
        m_session->refreshStatus();
        return m_session->status().watch.isOn;
    };
    QTRY_VERIFY_WITH_TIMEOUT(!isWatched(), kDeadlineMs);
    paint("new.bmp", 200);
    // Whatever is still noticed would be read before this.
    bool answered = false;
    m_session->run(
        this, [](PhotoLibrary& library) { return library.status(); },
        [&](const Result<LibraryStatus>& status) {
            answered = status && !status->watch.isOn && indexedPhotos(*status) == 1;
        });
    QTRY_VERIFY_WITH_TIMEOUT(answered, kDeadlineMs);
    QCOMPARE(m_started->count(), 1);
    // Turned on again, it looks for what it missed.
    m_session->watcher().setOn(true);
    QTRY_COMPARE_WITH_TIMEOUT(indexed(), std::uint64_t{2}, kDeadlineMs);
}

void TestPhotoWatcher::aReopenedLibraryIsWatched()
{
    QSignalSpy opened(m_session.get(), &LibrarySession::opened);
    m_session->reopen({});
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kDeadlineMs);
    const auto isWatched = [this] {
        m_session->refreshStatus();
        return m_session->status().watch.isOn;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWatched(), kDeadlineMs);
    m_session->indexing().start(); // what came before it was watched
    paint("new.bmp", 200);
    QTRY_COMPARE_WITH_TIMEOUT(indexed(), std::uint64_t{2}, kDeadlineMs);
}

void TestPhotoWatcher::whatCameDuringARunIsReadAfterIt()
{
    Indexing& indexing = m_session->indexing();
    QSignalSpy finished(&indexing, &Indexing::finished);
    indexing.start();
    QVERIFY(indexing.isRunning());
    ChangedFolders changes;
    changes.folders = {m_photos};
    indexing.readChanges(changes);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, kDeadlineMs);
    QCOMPARE(finished[1][0].value<IndexingSummary>().found, std::uint64_t{1});
    // A run that is stopped leaves them to the next one.
    indexing.readChanges(changes);
    indexing.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 3, kDeadlineMs);
    if (finished[2][0].value<IndexingSummary>().cancelled) {
        indexing.readChanges({});
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 4, kDeadlineMs);
        QCOMPARE(finished[3][0].value<IndexingSummary>().found, std::uint64_t{1});
    }
}

void TestPhotoWatcher::exclusionsAreAppliedAtOnce()
{
    paint("Screenshots/new.bmp", 200);
    QTRY_COMPARE_WITH_TIMEOUT(indexed(), std::uint64_t{2}, kDeadlineMs);
    ExclusionsDialog dialog(*m_session, m_session->status().folders.front());
    QSignalSpy closed(&dialog, &QDialog::accepted);
    dialog.findChild<QPlainTextEdit*>()->setPlainText(" */screenshots/*\n\nraw ");
    dialog.accept();
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(indexed(), std::uint64_t{1}, kDeadlineMs);
    const FolderRow folder = m_session->status().folders.front();
    QCOMPARE(folder.exclusions, (std::vector<std::string>{"*/screenshots/*", "raw"}));
    // What is stored is shown again.
    const ExclusionsDialog again(*m_session, folder);
    QCOMPARE(again.findChild<QPlainTextEdit*>()->toPlainText(), QString("*/screenshots/*\nraw"));
}

void TestPhotoWatcher::wrongExclusionsAreExplained()
{
    ExclusionsDialog dialog(*m_session, m_session->status().folders.front());
    QSignalSpy closed(&dialog, &QDialog::accepted);
    dialog.findChild<QPlainTextEdit*>()->setPlainText("*");
    dialog.accept();
    const auto isExplained = [&] {
        const auto labels = dialog.findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](const QLabel* label) {
            return label->isVisibleTo(&dialog) && label->text().contains("\"*\"");
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isExplained(), kDeadlineMs);
    QCOMPARE(closed.count(), 0);
    QVERIFY(m_session->status().folders.front().exclusions.empty());
}

void TestPhotoWatcher::theSettingsLeadToTheExclusions()
{
    ExclusionsSection section(*m_session);
    QCOMPARE(section.folders()->count(), 1);
    QCOMPARE(section.folders()->currentText(), QString("photos"));
    section.findChild<QPushButton*>()->click();
    auto* const dialog = section.findChild<ExclusionsDialog*>();
    QVERIFY(dialog != nullptr);
    dialog->reject();
    // Folders come and go while the settings are open.
    fs::create_directories(m_root / "other");
    m_session->addFolders({m_root / "other"});
    QTRY_COMPARE_WITH_TIMEOUT(section.folders()->count(), 2, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->indexing().isRunning(), kDeadlineMs);
}

void TestPhotoWatcher::theNoteTellsWhatIsNotWatched()
{
    WatchStatus status;
    status.isOn = true;
    QCOMPARE(text::watchNote(status), QString());
    status.polled = {{"/a", WatchGap::NoMoreWatches},
                     {"/b", WatchGap::NoMoreWatches},
                     {"/c", WatchGap::NoMoreWatches}};
    QVERIFY(text::watchNote(status).contains("10 minutes, since the system watches no more."));
    QVERIFY(text::watchNote(status).startsWith("3 folder"));
    status.polled = {{"/a", WatchGap::Network}};
    status.timesLost = 2;
    QVERIFY(text::watchNote(status).contains("network drives"));
    QVERIFY(text::watchNote(status).contains("Too much changed at once"));
}

QTEST_MAIN(TestPhotoWatcher)
#include "tst_photo_watcher.moc"
