// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, a run that the user stopped cannot be continued, or the strip stays for no reason.
#include "tests/testing.h"
#include "ui/widgets/progress_strip.h"

#include <QSignalSpy>
#include <QToolButton>

using namespace lookalike;

class TestProgressStrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStoppedRunCanBeContinued();
    void aFinishedRunHidesTheStrip();
    void aPausedRunContinues();
    void timesAreRounded_data();
    void timesAreRounded();

private:
    /// The visible button with this text; null if there is none.
    static QToolButton* button(const ProgressStrip& strip, const QString& text)
    {
        for (auto* one : strip.findChildren<QToolButton*>())
            if (one->isVisibleTo(&strip) && one->text() == text)
                return one;
        return nullptr;
    }
};

void TestProgressStrip::aStoppedRunCanBeContinued()
{
    ProgressStrip strip;
    QSignalSpy restarts(&strip, &ProgressStrip::restartRequested);
    QSignalSpy pauses(&strip, &ProgressStrip::pauseRequested);
    strip.begin(false);
    QVERIFY(button(strip, "Pause") != nullptr);
    IndexingSummary summary;
    summary.cancelled = true;
    strip.finish(summary);
    QVERIFY(!strip.isHidden());
    QToolButton* const again = button(strip, "Continue");
    QVERIFY(again != nullptr);
    again->click();
    QCOMPARE(restarts.count(), 1);
    QCOMPARE(pauses.count(), 0);
    strip.begin(true);
    QVERIFY(button(strip, "Pause") != nullptr);
    QVERIFY(button(strip, "Stop") != nullptr);
}

void TestProgressStrip::aFinishedRunHidesTheStrip()
{
    ProgressStrip strip;
    strip.begin(false);
    strip.finish({});
    QVERIFY(strip.isHidden());
    strip.begin(false);
    IndexingSummary summary;
    summary.failed = 2;
    strip.finish(summary);
    QVERIFY(!strip.isHidden());
    QVERIFY(button(strip, "Continue") == nullptr);
    QVERIFY(button(strip, "Hide") != nullptr);
}

void TestProgressStrip::aPausedRunContinues()
{
    ProgressStrip strip;
    QSignalSpy pauses(&strip, &ProgressStrip::pauseRequested);
    strip.begin(false);
    button(strip, "Pause")->click();
    strip.setPaused(true);
    button(strip, "Continue")->click();
    QCOMPARE(pauses.count(), 2);
    QCOMPARE(pauses[0][0].toBool(), true);
    QCOMPARE(pauses[1][0].toBool(), false);
}

void TestProgressStrip::timesAreRounded_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << "0 s left";
    QTest::newRow("seconds") << 59 << "59 s left";
    QTest::newRow("a minute") << 60 << "about 1 min left";
    QTest::newRow("minutes") << 20 * 60 + 40 << "about 21 min left";
    QTest::newRow("nearly two hours") << 2 * 3600 - 40 << "about 119 min left";
    QTest::newRow("hours") << 3 * 3600 + 900 << "about 3 h left";
}

void TestProgressStrip::timesAreRounded()
{
    QFETCH(int, seconds);
    QFETCH(QString, text);
    Progress progress;
    progress.stage = Stage::Reading;
    progress.remaining = std::chrono::seconds(seconds);
    QCOMPARE(progress_text::remaining(progress), text);
}

QTEST_MAIN(TestProgressStrip)
#include "tst_progress_strip.moc"
