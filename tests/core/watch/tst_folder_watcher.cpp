// SPDX-License-Identifier: GPL-3.0-or-later
// What the system tells of changes. If these fail, the library does not notice new photos, or
// believes that it notices all of them.
#include "core/watch/folder_watcher.h"
#include "tests/testing.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <fstream>
#include <thread>

using namespace lookalike;
using namespace std::chrono_literals;
using Kind = FolderEvent::Kind;
namespace fs = std::filesystem;

class TestFolderWatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_root = fs::canonical(m_temporary->path().toStdString()) / "photos";
        fs::create_directories(m_root / "2024/may");
        watch({});
    }

    void aFileThatIsWrittenIsTold()
    {
        std::ofstream file(m_root / "2024/may/a.jpg");
        QVERIFY(told(Kind::WritingBegan, m_root / "2024/may/a.jpg"));
        file << "text" << std::flush;
        file.close();
        QVERIFY(told(Kind::WritingEnded, m_root / "2024/may/a.jpg"));
    }

    void renamesAndRemovalsAreTold()
    {
        write("a.jpg");
        QVERIFY(told(Kind::WritingEnded, m_root / "a.jpg"));
        m_events.clear();
        fs::rename(m_root / "a.jpg", m_root / "2024/b.jpg");
        QVERIFY(told(Kind::WritingEnded, m_root / "a.jpg"));
        QVERIFY(told(Kind::WritingEnded, m_root / "2024/b.jpg"));
        m_events.clear();
        fs::remove(m_root / "2024/b.jpg");
        QVERIFY(told(Kind::WritingEnded, m_root / "2024/b.jpg"));
    }

    void newFoldersAreWatched()
    {
        fs::create_directories(m_root / "new/er");
        QVERIFY(told(Kind::TreeChanged, m_root / "new"));
        write("new/er/a.jpg"); // told, or there before the tree is scanned
        QVERIFY(told(Kind::WritingEnded, m_root / "new/er/a.jpg"));
    }

    void aFolderThatMovesIsWatchedWhereItIs()
    {
        fs::rename(m_root / "2024", m_root / "2025");
        QVERIFY(told(Kind::TreeChanged, m_root / "2024"));
        QVERIFY(told(Kind::TreeChanged, m_root / "2025"));
        write("2025/may/a.jpg");
        QVERIFY(told(Kind::WritingEnded, m_root / "2025/may/a.jpg"));
        for (const FolderEvent& event : m_events)
            QVERIFY(event.path != m_root / "2024/may/a.jpg");
        m_events.clear();
        // Out of the library: nothing more is told of it.
        fs::rename(m_root / "2025", m_root.parent_path() / "elsewhere");
        QVERIFY(told(Kind::TreeChanged, m_root / "2025"));
        m_events.clear();
        std::ofstream(m_root.parent_path() / "elsewhere/may/b.jpg") << "text";
        write("mark.jpg");
        QVERIFY(told(Kind::WritingEnded, m_root / "mark.jpg"));
        for (const FolderEvent& event : m_events)
            QCOMPARE(event.path, m_root / "mark.jpg");
    }

    void whatIsLeftOutIsNotWatched()
    {
        m_watcher->unwatch(m_root);
        m_watcher->watch(m_root, [](const fs::path& folder) { return folder.filename() == "may"; });
        write("2024/may/a.jpg");
        write("mark.jpg");
        QVERIFY(told(Kind::WritingEnded, m_root / "mark.jpg"));
        for (const FolderEvent& event : m_events)
            QCOMPARE(event.path, m_root / "mark.jpg");
    }

    void linksAreNotFollowed()
    {
        const fs::path outside = m_root.parent_path() / "outside";
        fs::create_directories(outside);
        fs::create_directory_symlink(outside, m_root / "link");
        m_watcher->unwatch(m_root);
        m_watcher->watch(m_root, nothing());
        std::ofstream(outside / "a.jpg") << "text";
        write("mark.jpg");
        QVERIFY(told(Kind::WritingEnded, m_root / "mark.jpg"));
        for (const FolderEvent& event : m_events)
            QVERIFY(event.path.filename() != "a.jpg");
    }

    void foldersBeyondTheLimitAreTold()
    {
        fs::create_directories(m_root / "2024/june");
        watch({.maxWatches = 3, .isOnNetwork = {}}); // the root, 2024, and one month
        QVERIFY(told(Kind::NotWatched));
        QCOMPARE(m_events.size(), std::size_t{1});
        const FolderEvent gap = m_events.front();
        QCOMPARE(gap.gap, WatchGap::NoMoreWatches);
        QCOMPARE(gap.path.parent_path(), m_root / "2024");
        // A new one does not fit, either, and is told of all the same.
        fs::create_directories(m_root / "new");
        QVERIFY(told(Kind::TreeChanged, m_root / "new"));
        QVERIFY(told(Kind::NotWatched, m_root / "new"));
        // Once there is room it can be watched.
        fs::remove_all(m_root / "2024");
        QVERIFY(told(Kind::TreeChanged, m_root / "2024"));
        m_events.clear();
        m_watcher->retry(m_root / "new");
        write("new/a.jpg");
        QVERIFY(told(Kind::WritingEnded, m_root / "new/a.jpg"));
        for (const FolderEvent& event : m_events)
            QVERIFY(event.kind != Kind::NotWatched);
    }

    void networkDrivesAreTold()
    {
        watch({.maxWatches = 0,
               .isOnNetwork = [this](const fs::path& folder) { return folder == m_root; }});
        QVERIFY(told(Kind::NotWatched, m_root));
        QCOMPARE(m_events.back().gap, WatchGap::Network);
    }

    void aRootThatGoesIsTold()
    {
        fs::rename(m_root, m_root.parent_path() / "away");
        QVERIFY(told(Kind::NotWatched, m_root));
        QCOMPARE(gapOf(m_root), WatchGap::Missing);
        QVERIFY(told(Kind::TreeChanged, m_root));
        m_events.clear();
        m_watcher->retry(m_root);
        QVERIFY(told(Kind::NotWatched, m_root));
        fs::rename(m_root.parent_path() / "away", m_root);
        m_events.clear();
        m_watcher->retry(m_root);
        write("a.jpg");
        QVERIFY(told(Kind::WritingEnded, m_root / "a.jpg"));
        QCOMPARE(gapOf(m_root), WatchGap::None);
    }

    void moreThanTheQueueHoldsIsTold()
    {
        std::ifstream limit("/proc/sys/fs/inotify/max_queued_events");
        int events = 0;
        if (!(limit >> events) || events > 100'000)
            QSKIP("the queue of this system is too long to be filled");
        const fs::path a = m_root / "a";
        const fs::path b = m_root / "b";
        write("a");
        for (int i = 0; i < events; ++i) { // two events each
            fs::rename(a, b);
            fs::rename(b, a);
        }
        QVERIFY(told(Kind::EventsLost, m_root));
        m_events.clear();
        write("2024/may/a.jpg"); // watched again
        QVERIFY(told(Kind::WritingEnded, m_root / "2024/may/a.jpg"));
    }

    void aWaitCanBeInterrupted()
    {
        std::jthread other([this] { m_watcher->interrupt(); });
        std::vector<FolderEvent> events;
        m_watcher->wait(std::nullopt, events); // or the test runs into its time limit
        QVERIFY(events.empty());
        QElapsedTimer timer;
        timer.start();
        m_watcher->wait(50ms, events);
        QVERIFY(timer.elapsed() >= 49);
    }

private:
    static FolderWatcher::Test nothing()
    {
        return [](const fs::path&) { return false; };
    }
    void watch(WatcherOptions options)
    {
        m_watcher = makeFolderWatcher(std::move(options));
        m_events.clear();
        m_watcher->watch(m_root, nothing());
    }
    void write(const std::string& name) const { std::ofstream(m_root / name) << "text"; }
    bool told(Kind kind, const fs::path& path = {})
    {
        const auto is = [&](const FolderEvent& event) {
            return event.kind == kind && (path.empty() || event.path == path);
        };
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < 10'000;) {
            if (std::ranges::any_of(m_events, is))
                return true;
            m_watcher->wait(100ms, m_events);
        }
        return false;
    }
    WatchGap gapOf(const fs::path& folder) const
    {
        for (const FolderEvent& event : m_events)
            if (event.kind == Kind::NotWatched && event.path == folder)
                return event.gap;
        return WatchGap::None;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_root;
    std::unique_ptr<FolderWatcher> m_watcher;
    std::vector<FolderEvent> m_events;
};

QTEST_GUILESS_MAIN(TestFolderWatcher)
#include "tst_folder_watcher.moc"
