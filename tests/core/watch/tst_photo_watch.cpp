// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, changes are lost between the system and the scan, or the program is never at rest.
#include "core/watch/photo_watch.h"
#include "tests/core/watch/scripted_watcher.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <ctime>
#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;
using namespace std::chrono_literals;
using Kind = FolderEvent::Kind;
using Paths = std::set<std::filesystem::path>;
namespace fs = std::filesystem;

class TestPhotoWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_root = fs::canonical(m_temporary->path().toStdString()) / "photos";
        fs::create_directories(m_root);
        std::ofstream(m_root / "a.jpg") << "text";
        m_script = std::make_shared<ScriptedWatcher::Script>();
        m_options = {};
        m_options.times = {1ms, 10ms, 1ms};
        m_options.returnInterval = 1h;
    }

    void whatSettledIsHandedOut()
    {
        PhotoWatch watch(std::make_unique<ScriptedWatcher>(m_script), m_options);
        watch.setRoots({{m_root, {}}});
        QCOMPARE(m_script->takeCalls(), std::vector<std::string>{"watch " + m_root.string()});
        m_script->tell({Kind::WritingEnded, m_root / "a.jpg", WatchGap::None});
        QCOMPARE(watch.wait({}).folders, Paths{m_root});
        QVERIFY(watch.status().isOn && watch.status().polled.empty());
    }

    void aRootThatStaysKeepsItsWatches()
    {
        PhotoWatch watch(std::make_unique<ScriptedWatcher>(m_script), m_options);
        watch.setRoots({{m_root, {}}, {"/gone", {}}});
        static_cast<void>(m_script->takeCalls());
        watch.setRoots({{m_root, {}}, {"/new", {}}});
        QCOMPARE(m_script->takeCalls(), (std::vector<std::string>{"unwatch /gone", "watch /new"}));
        watch.setRoots({{m_root, {"raw"}}, {"/new", {}}});
        QCOMPARE(m_script->takeCalls(), (std::vector<std::string>{"unwatch " + m_root.string(),
                                                                  "watch " + m_root.string()}));
    }

    void rootsThatChangeWhileRootsChangeAreNotForgotten()
    {
        std::unique_ptr<PhotoWatch> watch;
        std::jthread second;
        bool isFirst = true;
        // The first roots are being applied when the second ones come.
        m_script->beforeWait = [&] {
            if (m_script->called("watch " + m_root.string()) && std::exchange(isFirst, false)) {
                second = std::jthread([&] { watch->setRoots({{"/second", {}}}); });
                m_script->waitForInterrupt();
            }
        };
        watch =
            std::make_unique<PhotoWatch>(std::make_unique<ScriptedWatcher>(m_script), m_options);
        watch->setRoots({{m_root, {}}});
        second.join(); // or the test runs into its time limit
        QVERIFY(m_script->called("watch /second"));
    }

    void lostEventsAreCountedAndLookedFor()
    {
        PhotoWatch watch(std::make_unique<ScriptedWatcher>(m_script), m_options);
        watch.setRoots({{m_root, {}}});
        m_script->tell({Kind::EventsLost, m_root, WatchGap::None});
        QCOMPARE(watch.wait({}).trees, Paths{m_root});
        QCOMPARE(watch.status().timesLost, std::uint64_t{1});
    }

    void whatIsNotWatchedIsPolled()
    {
        m_options.pollInterval = 20ms;
        PhotoWatch watch(std::make_unique<ScriptedWatcher>(m_script), m_options);
        watch.setRoots({{m_root, {}}});
        m_script->tell({Kind::NotWatched, m_root / "x", WatchGap::Network});
        for (int i = 0; i < 3; ++i)
            QCOMPARE(watch.wait({}).trees, Paths{m_root / "x"});
        QCOMPARE(watch.status().polled,
                 (std::vector<PolledFolder>{{m_root / "x", WatchGap::Network}}));
        // Where watches ran out they are asked for again.
        static_cast<void>(m_script->takeCalls());
        m_script->tell({Kind::NotWatched, m_root / "x", WatchGap::NoMoreWatches});
        QTRY_VERIFY(m_script->called("retry " + (m_root / "x").string()));
        QTRY_VERIFY(watch.status().polled.empty());
    }

    void aRootThatComesBackIsLookedThrough()
    {
        m_options.returnInterval = 20ms;
        PhotoWatch watch(std::make_unique<ScriptedWatcher>(m_script), m_options);
        const fs::path drive = m_root.parent_path() / "drive";
        fs::create_directories(drive); // where nothing is mounted
        watch.setRoots({{drive, {}}});
        QVERIFY(watch.status().polled.empty()); // that it is offline is said elsewhere
        std::ofstream(drive / "a.jpg") << "text";
        QCOMPARE(watch.wait({}).trees, Paths{drive});
    }

    void theProgramsOwnFilesAreIgnored()
    {
        m_options.ignores = [](const fs::path& path) { return path.filename() == "catalog.db"; };
        PhotoWatch watch(std::make_unique<ScriptedWatcher>(m_script), m_options);
        watch.setRoots({{m_root, {}}});
        m_script->tell({Kind::WritingEnded, m_root / "x" / "catalog.db", WatchGap::None});
        m_script->tell({Kind::WritingEnded, m_root / "a.jpg", WatchGap::None});
        QCOMPARE(watch.wait({}).folders, Paths{m_root});
    }

    void aWatcherThatFailsIsReplacedByPolling()
    {
        m_options.pollInterval = 20ms;
        PhotoWatch watch(std::make_unique<ScriptedWatcher>(m_script), m_options);
        watch.setRoots({{m_root, {}}});
        m_script->fails = true;
        m_script->changed.notify_all();
        QCOMPARE(watch.wait({}).trees, Paths{m_root});
        QCOMPARE(watch.status().polled,
                 (std::vector<PolledFolder>{{m_root, WatchGap::Unsupported}}));
    }

    void aStopRequestEndsTheWait()
    {
        PhotoWatch watch(std::make_unique<ScriptedWatcher>(m_script), m_options);
        std::stop_source stop;
        std::jthread other([&] { stop.request_stop(); });
        QVERIFY(watch.wait(stop.get_token()).isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_root;
    std::shared_ptr<ScriptedWatcher::Script> m_script;
    WatchOptions m_options;
};

QTEST_GUILESS_MAIN(TestPhotoWatch)
#include "tst_photo_watch.moc"
