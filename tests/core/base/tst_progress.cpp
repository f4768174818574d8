// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"
#include "tests/testing.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace lookalike;
using namespace std::chrono_literals;

namespace {

// A reporter whose clock stands still until it is moved.
struct Bench {
    ProgressReporter::Clock::time_point now{1h};
    std::vector<Progress> reports;
    ProgressReporter reporter{[this](const Progress& progress) { reports.push_back(progress); },
                              [this] { return now; }};
};

} // namespace

// If this fails, a window is flooded with events, misses the end of a run, or shows a wrong time.
class TestProgress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void firstReportGetsThrough();
    void reportsComeAtMostEvery60Milliseconds();
    void changesOfStageGetThrough();
    void theLastReportGetsThroughOnce();
    void countsAddUp();
    void rateCoversTheLastTenSeconds();
    void timeLeftIsToldOnlyWhenKnown();
    void aClockThatStandsStillGivesNoRate();
    void withoutACallbackItStillCounts();
    void threadsReportInOrderAndOneAtATime();
};

void TestProgress::firstReportGetsThrough()
{
    Bench bench;
    bench.reporter.advance("a.jpg", false, 10);
    QCOMPARE(bench.reports.size(), std::size_t{1});
    QCOMPARE(bench.reports[0].done, std::uint64_t{1});
    QCOMPARE(bench.reports[0].current, std::filesystem::path("a.jpg"));
}

void TestProgress::reportsComeAtMostEvery60Milliseconds()
{
    Bench bench;
    for (int i = 0; i < 1200; ++i) {
        bench.reporter.advance("a.jpg", false);
        bench.now += 1ms;
    }
    // 1,200 ms hold 20 intervals; the first report opens the first of them.
    QCOMPARE(bench.reports.size(), std::size_t{20});
    QCOMPARE(bench.reports[1].done, std::uint64_t{61});
}

void TestProgress::changesOfStageGetThrough()
{
    Bench bench;
    bench.reporter.setStage(Stage::Scanning, 0);
    bench.reporter.advance("a.jpg", false);
    bench.reporter.setStage(Stage::Reading, 7);
    bench.reporter.setStage(Stage::Publishing, 0);
    QCOMPARE(bench.reports.size(), std::size_t{3});
    QCOMPARE(bench.reports[1].stage, Stage::Reading);
    QCOMPARE(bench.reports[1].done, std::uint64_t{0});
    QCOMPARE(bench.reports[1].total, std::uint64_t{7});
    QCOMPARE(bench.reports[2].stage, Stage::Publishing);
}

void TestProgress::theLastReportGetsThroughOnce()
{
    Bench bench;
    bench.reporter.advance("a.jpg", false);
    bench.reporter.advance("b.jpg", true);
    bench.reporter.finish();
    QCOMPARE(bench.reports.size(), std::size_t{2});
    QCOMPARE(bench.reports[1].stage, Stage::Finished);
    QCOMPARE(bench.reports[1].done, std::uint64_t{2});
    bench.now += 1h;
    bench.reporter.advance("late.jpg", false);
    bench.reporter.finish();
    QCOMPARE(bench.reports.size(), std::size_t{2});
}

void TestProgress::countsAddUp()
{
    Bench bench;
    bench.reporter.setStage(Stage::Reading, 3);
    bench.reporter.advance("a.jpg", false, 100);
    bench.reporter.advance("b.jpg", true, 50);
    bench.reporter.setTotal(4);
    const Progress now = bench.reporter.current();
    QCOMPARE(now.done, std::uint64_t{2});
    QCOMPARE(now.failed, std::uint64_t{1});
    QCOMPARE(now.bytes, std::uint64_t{150});
    QCOMPARE(now.total, std::uint64_t{4});
    bench.reporter.setStage(Stage::Publishing, 1);
    QCOMPARE(bench.reporter.current().failed, std::uint64_t{1});
    QCOMPARE(bench.reporter.current().bytes, std::uint64_t{150});
}

void TestProgress::rateCoversTheLastTenSeconds()
{
    Bench bench;
    bench.reporter.setStage(Stage::Reading, 100'000);
    for (int i = 0; i < 20'000; ++i) { // 20 s at 1,000 items a second
        bench.now += 1ms;
        bench.reporter.advance("a.jpg", false);
    }
    QVERIFY(qAbs(bench.reporter.current().rate - 1000) < 1);
    for (int i = 0; i < 1'100; ++i) { // 11 s at 100
        bench.now += 10ms;
        bench.reporter.advance("a.jpg", false);
    }
    QVERIFY2(qAbs(bench.reporter.current().rate - 100) < 1, "the fast start is forgotten");
}

void TestProgress::timeLeftIsToldOnlyWhenKnown()
{
    Bench bench;
    bench.reporter.setStage(Stage::Reading, 0);
    bench.now += 2s;
    bench.reporter.advance("a.jpg", false);
    QVERIFY2(!bench.reporter.current().remaining, "without a total there is no time left");
    bench.reporter.setStage(Stage::Reading, 100);
    bench.now += 500ms;
    bench.reporter.advance("a.jpg", false);
    QVERIFY2(!bench.reporter.current().remaining, "half a second tells nothing");
    for (int i = 1; i < 20; ++i) {
        bench.now += 500ms;
        bench.reporter.advance("a.jpg", false);
    }
    QCOMPARE(bench.reporter.current().remaining.value_or(0s), 40s); // 80 left at two a second
    bench.reporter.finish();
    QVERIFY(!bench.reports.back().remaining);
}

void TestProgress::aClockThatStandsStillGivesNoRate()
{
    Bench bench;
    bench.reporter.setStage(Stage::Reading, 0);
    bench.reporter.advance("a.jpg", false);
    QCOMPARE(bench.reporter.current().rate, 0.0);
}

void TestProgress::withoutACallbackItStillCounts()
{
    ProgressReporter reporter(nullptr);
    reporter.setStage(Stage::Reading, 2);
    reporter.advance("a.jpg", false);
    reporter.finish();
    QCOMPARE(reporter.current().done, std::uint64_t{1});
}

// If this fails, a bar runs backwards.
void TestProgress::threadsReportInOrderAndOneAtATime()
{
    std::atomic<int> inside = 0;
    std::atomic<bool> overlapped = false;
    std::vector<std::uint64_t> seen;
    std::atomic<std::int64_t> ticks =
        0; // each question moves the clock, so that every report is due
    {
        ProgressReporter reporter(
            [&](const Progress& progress) {
                if (++inside != 1)
                    overlapped = true;
                seen.push_back(progress.done);
                --inside;
            },
            [&] { return ProgressReporter::Clock::time_point(ticks.fetch_add(1) * 100ms); });
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&reporter] {
                for (int i = 0; i < 500; ++i)
                    reporter.advance("a.jpg", false);
            });
        threads.clear();
        reporter.finish();
    }
    QVERIFY(!overlapped);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QCOMPARE(seen.back(), std::uint64_t{2000});
}

QTEST_GUILESS_MAIN(TestProgress)
#include "tst_progress.moc"
