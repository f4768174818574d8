// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, photos are read half-written, again and again, or never.
#include "core/watch/settling_changes.h"
#include "tests/testing.h"

using namespace lookalike;
using namespace std::chrono_literals;
using Kind = FolderEvent::Kind;
using Paths = std::set<std::filesystem::path>;

class TestSettlingChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_settling = std::make_unique<SettlingChanges>(SettlingTimes{300ms, 2000ms, 2000ms});
        m_now = {};
    }

    void aPlaceIsDueOnceItIsQuiet()
    {
        QVERIFY(!m_settling->nextDue());
        add(Kind::FileChanged, "/p/a.jpg");
        after(200ms);
        add(Kind::FileChanged, "/p/b.jpg");
        after(299ms);
        QVERIFY(take().isEmpty());
        QCOMPARE(*m_settling->nextDue() - m_now, SettlingChanges::Time::duration(1ms));
        after(1ms);
        const ChangedFolders due = take();
        QCOMPARE(due.folders, Paths{"/p"});
        QVERIFY(due.trees.empty() && due.unfinished.empty());
        QVERIFY(!m_settling->nextDue() && take().isEmpty());
    }

    void changesWithoutEndAreReadAllTheSame()
    {
        int scans = 0;
        for (int i = 0; i < 100; ++i) {
            add(Kind::FileChanged, "/p/a.jpg");
            after(100ms);
            scans += take().isEmpty() ? 0 : 1;
        }
        QCOMPARE(scans, 5); // of ten seconds, every two
    }

    void aFileIsUnfinishedUntilItIsClosed()
    {
        add(Kind::WritingBegan, "/p/half.jpg");
        add(Kind::FileChanged, "/p/whole.jpg");
        for (int i = 0; i < 50; ++i) { // longer than any patience
            after(100ms);
            add(Kind::WritingBegan, "/p/half.jpg");
            if (const ChangedFolders due = take(); !due.isEmpty())
                QCOMPARE(due.unfinished, Paths{"/p/half.jpg"});
        }
        add(Kind::WritingEnded, "/p/half.jpg");
        QVERIFY(take().isEmpty());
        after(300ms);
        const ChangedFolders due = take();
        QCOMPARE(due.folders, Paths{"/p"});
        QVERIFY(due.unfinished.empty());
    }

    void aFileThatIsNeverClosedIsCompleteWhenItStandsStill()
    {
        add(Kind::WritingBegan, "/p/a.jpg");
        after(1999ms);
        QVERIFY(take().isEmpty());
        after(1ms);
        const ChangedFolders due = take();
        QCOMPARE(due.folders, Paths{"/p"});
        QVERIFY(due.unfinished.empty());
    }

    void aTreeCoversWhatLiesInIt()
    {
        add(Kind::TreeChanged, "/p/x/y");
        add(Kind::EventsLost, "/p/x");
        add(Kind::TreeChanged, "/p/x-ray"); // not below "/p/x", although its name begins the same
        add(Kind::FileChanged, "/p/x/y/z/a.jpg");
        add(Kind::FileChanged, "/p/x/a.jpg");
        add(Kind::FileChanged, "/p/a.jpg");
        after(300ms);
        const ChangedFolders due = take();
        QCOMPARE(due.trees, (Paths{"/p/x", "/p/x-ray"}));
        QCOMPARE(due.folders, Paths{"/p"});
    }

    void whatIsDroppedIsForgotten()
    {
        add(Kind::TreeChanged, "/p/x");
        add(Kind::FileChanged, "/p/a.jpg");
        add(Kind::WritingBegan, "/p/b.jpg");
        add(Kind::FileChanged, "/q/a.jpg");
        m_settling->drop("/p");
        after(3000ms);
        const ChangedFolders due = take();
        QVERIFY(due.trees.empty());
        QCOMPARE(due.folders, Paths{"/q"});
    }

    void laterChangesJoinEarlierOnes()
    {
        ChangedFolders changes{{"/p/x"}, {"/p", "/q"}, {"/p/half.jpg"}};
        changes.add({{"/p"}, {"/p/y"}, {"/p/other.jpg"}});
        QCOMPARE(changes.trees, Paths{"/p"});
        QCOMPARE(changes.folders, Paths{"/q"});
        QCOMPARE(changes.unfinished, Paths{"/p/other.jpg"});
    }

private:
    void add(Kind kind, const char* path) { m_settling->add({kind, path, WatchGap::None}, m_now); }
    void after(std::chrono::milliseconds time) { m_now += time; }
    ChangedFolders take() { return m_settling->takeDue(m_now); }

    std::unique_ptr<SettlingChanges> m_settling;
    SettlingChanges::Time m_now;
};

QTEST_GUILESS_MAIN(TestSettlingChanges)
#include "tst_settling_changes.moc"
