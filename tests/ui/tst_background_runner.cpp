// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing.h"
#include "tests/ui/fake_duplicate_review.h"
#include "ui/bridge/background_runner.h"

#include <latch>
#include <mutex>
#include <numeric>
#include <semaphore>
#include <stdexcept>

using namespace lookalike;
using namespace lookalike::testing;
using Policy = BackgroundRunner::Policy;

namespace {

constexpr std::chrono::seconds kDeadline(20);

/// Lets a test know that a job runs, and the job that it may end.
struct Gate {
    std::binary_semaphore running{0};
    std::binary_semaphore release{0};

    void pass()
    {
        running.release();
        release.acquire();
    }
};

void waitForStop(const std::stop_token& stop)
{
    std::binary_semaphore asked(0);
    const std::stop_callback tell(stop, [&] { asked.release(); });
    asked.acquire();
}

} // namespace

/// If this fails, the window shows the answer to a question that is no longer asked, uses what is
/// destroyed, or does not end.
class TestBackgroundRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatMustFinishRunsEvenIfItWaited()
    {
        Background background;
        Gate gate;
        std::atomic<int> ran = 0;
        {
            BackgroundRunner runner(background, Policy::Queue);
            runner.letJobsFinish();
            QVERIFY(runner.start(
                this,
                [&](const std::stop_token&) -> Result<> {
                    gate.pass();
                    return {};
                },
                [](const Result<>&) {}));
            gate.running.acquire();
            for (int i = 0; i < 3; ++i)
                QVERIFY(runner.start(
                    this,
                    [&](const std::stop_token&) -> Result<> {
                        ++ran;
                        return {};
                    },
                    [](const Result<>&) {}));
            gate.release.release();
        }
        QCOMPARE(ran.load(), 3);
    }

    void theLatestWins()
    {
        Background background;
        Gate gate;
        std::atomic<int> ran = 0;
        bool stopSeen = false;
        QList<int> answers;
        BackgroundRunner runner(background, Policy::LatestWins);
        const auto answer = [&](const Result<int>& value) { answers += *value; };
        QVERIFY(runner.start(
            this,
            [&](const std::stop_token& stop) -> Result<int> {
                gate.pass();
                stopSeen = stop.stop_requested();
                return ++ran;
            },
            answer));
        gate.running.acquire();
        for (int i = 1; i <= 5; ++i)
            QVERIFY(runner.start(
                this,
                [&, i](const std::stop_token&) -> Result<int> {
                    ++ran;
                    return 10 * i;
                },
                answer));
        gate.release.release();
        QTRY_VERIFY(!runner.isBusy());
        QCOMPARE(answers, QList<int>{50});
        QCOMPARE(ran.load(), 2); // those between never ran
        QVERIFY(stopSeen);
    }

    void aCancelledLatestIsNotAnswered()
    {
        Background background;
        Gate gate;
        bool answered = false;
        BackgroundRunner runner(background, Policy::LatestWins);
        runner.start(
            this,
            [&](const std::stop_token&) -> Result<int> {
                gate.pass();
                return 1;
            },
            [&](const Result<int>&) { answered = true; });
        gate.running.acquire();
        runner.cancel();
        gate.release.release();
        QTRY_VERIFY(!runner.isBusy());
        QVERIFY(!answered);
    }

    void aQueueRunsEveryJobInOrder()
    {
        Background background;
        QList<int> answers;
        BackgroundRunner runner(background, Policy::Queue);
        for (int i = 0; i < 20; ++i)
            QVERIFY(runner.start(
                this, [i](const std::stop_token&) -> Result<int> { return i; },
                [&](const Result<int>& value) { answers += *value; }));
        QTRY_VERIFY(!runner.isBusy());
        QList<int> expected(20);
        std::iota(expected.begin(), expected.end(), 0);
        QCOMPARE(answers, expected);
    }

    void aQueueUsesItsThreadsAndNoMore()
    {
        Background background;
        std::latch both(2); // either job waits for the other
        std::mutex mutex;
        int atOnce = 0;
        int most = 0;
        const auto count = [&](int change) {
            const std::lock_guard lock(mutex);
            atOnce += change;
            most = std::max(most, atOnce);
        };
        int answers = 0;
        BackgroundRunner runner(background, Policy::Queue, 2);
        for (int i = 0; i < 6; ++i)
            runner.start(
                this,
                [&, i](const std::stop_token&) -> Result<int> {
                    count(1);
                    if (i < 2)
                        both.arrive_and_wait();
                    count(-1);
                    return i;
                },
                [&](const Result<int>&) { ++answers; });
        QTRY_COMPARE(answers, 6);
        QCOMPARE(most, 2);
    }

    void whatWaitsInACancelledQueueNeverRuns()
    {
        Background background;
        Gate gate;
        QList<int> answers;
        BackgroundRunner runner(background, Policy::Queue);
        for (int i = 0; i < 3; ++i)
            runner.start(
                this,
                [&, i](const std::stop_token&) -> Result<int> {
                    gate.pass();
                    return i;
                },
                [&](const Result<int>& value) { answers += *value; });
        gate.running.acquire();
        runner.cancel();
        gate.release.release();
        QTRY_VERIFY(!runner.isBusy());
        QCOMPARE(answers, QList<int>{0}); // what was done is told
    }

    void aSecondIsRefusedWhileOneRuns()
    {
        Background background;
        Gate gate;
        QList<int> answers;
        QList<bool> busy;
        BackgroundRunner runner(background, Policy::OneAtATime);
        connect(&runner, &BackgroundRunner::busyChanged, this, [&](bool now) { busy += now; });
        const auto answer = [&](const Result<int>& value) { answers += *value; };
        const auto second = [](const std::stop_token&) -> Result<int> { return 2; };
        runner.start(
            this,
            [&](const std::stop_token& stop) -> Result<int> {
                gate.pass();
                return stop.stop_requested() ? 1 : 0;
            },
            answer);
        gate.running.acquire();
        QVERIFY(!runner.start(this, second, answer));
        runner.cancel();
        gate.release.release();
        QTRY_COMPARE(answers, QList<int>{1}); // cancelled, and told all the same
        QVERIFY(runner.start(this, second, answer));
        QTRY_COMPARE(answers, (QList<int>{1, 2}));
        QCOMPARE(busy, (QList<bool>{true, false, true, false}));
    }

    void anExceptionBecomesAnError()
    {
        Background background;
        QList<QString> told;
        BackgroundRunner runner(background, Policy::Queue);
        const auto start = [&](bool fails) {
            runner.start(
                this,
                [fails](const std::stop_token&) -> Result<int> {
                    if (fails)
                        throw std::runtime_error("it broke");
                    return 7;
                },
                [&](int value) { told += QString::number(value); },
                [&](const Error& error) { told += QString::fromStdString(error.text()); });
        };
        start(true);
        start(false);
        QTRY_COMPARE(told, (QList<QString>{"it broke", "7"}));
    }

    void progressComesBeforeTheResultAndOnThisThread()
    {
        Background background;
        QList<int> told;
        QThread* thread = nullptr;
        BackgroundRunner runner(background, Policy::OneAtATime);
        const auto report = runner.toGuiThread(this, [&](int step) {
            thread = QThread::currentThread();
            told += step;
        });
        runner.start(
            this,
            [report](const std::stop_token&) -> Result<int> {
                report(1);
                report(2);
                return 3;
            },
            [&](const Result<int>& value) { told += *value; });
        QTRY_COMPARE(told, (QList<int>{1, 2, 3}));
        QCOMPARE(thread, QThread::currentThread());
    }

    void nothingReachesADestroyedReceiver()
    {
        Background background;
        Gate gate;
        auto receiver = std::make_unique<QObject>();
        int told = 0;
        BackgroundRunner runner(background, Policy::Queue);
        const auto report = runner.toGuiThread(receiver.get(), [&](int) { ++told; });
        runner.start(
            receiver.get(),
            [&gate, report](const std::stop_token&) -> Result<int> {
                report(1);
                gate.pass();
                report(2);
                return 3;
            },
            [&](const Result<int>&) { ++told; });
        gate.running.acquire();
        receiver.reset();
        gate.release.release();
        QTRY_VERIFY(!runner.isBusy());
        QCOMPARE(told, 0);
    }

    void aRunnerWaitsForItsJobs()
    {
        Background background;
        std::binary_semaphore running(0);
        std::atomic<bool> ended = false;
        {
            BackgroundRunner runner(background, Policy::OneAtATime);
            runner.start(
                this,
                [&](const std::stop_token& stop) -> Result<int> {
                    running.release();
                    waitForStop(stop);
                    ended = true;
                    return 1;
                },
                [](const Result<int>&) { QFAIL("nobody is there to hear of it"); });
            running.acquire();
        }
        QVERIFY(ended);
        QVERIFY(background.shutDown(kDeadline)); // it has left the list
    }

    void jobsOnTheLibraryEndWithIt()
    {
        Background background;
        Gate onLibrary;
        std::binary_semaphore running(0);
        std::binary_semaphore release(0);
        bool libraryGone = false;
        QList<bool> stopped;
        BackgroundRunner library(background, Policy::OneAtATime);
        BackgroundRunner other(background, Policy::OneAtATime);
        const auto answer = [&](const Result<bool>& value) { stopped += *value; };
        const auto work = [&](PhotoLibrary&, const std::stop_token& stop) -> Result<bool> {
            onLibrary.pass();
            return stop.stop_requested();
        };
        QVERIFY(!library.start(this, work, answer)); // none is open
        background.setLibrary({new FakeLibrary({}, {}), [&](PhotoLibrary* last) {
                                   delete last;
                                   libraryGone = true;
                               }});
        QVERIFY(library.start(this, work, [&](const Result<bool>& value) {
            QVERIFY(libraryGone);
            answer(value);
        }));
        QVERIFY(other.start(
            this,
            [&](const std::stop_token& stop) -> Result<bool> {
                running.release();
                release.acquire();
                return stop.stop_requested();
            },
            answer));
        onLibrary.running.acquire();
        running.acquire();
        background.setLibrary(nullptr);
        QVERIFY(!libraryGone); // the job still has it
        onLibrary.release.release();
        QTRY_COMPARE(stopped, QList<bool>{true});
        release.release();
        QTRY_COMPARE(stopped, (QList<bool>{true, false}));
    }

    void shutDownWaitsForJobsThatStop()
    {
        Background background;
        background.setLibrary(std::make_shared<FakeLibrary>(nullptr, std::filesystem::path()));
        std::binary_semaphore running(0);
        int told = 0;
        BackgroundRunner runner(background, Policy::OneAtATime);
        const auto work = [&](PhotoLibrary&, const std::stop_token& stop) -> Result<int> {
            running.release();
            waitForStop(stop);
            return 1;
        };
        const auto answer = [&](const Result<int>&) { ++told; };
        QVERIFY(runner.start(this, work, answer));
        running.acquire();
        QVERIFY(background.shutDown(kDeadline));
        QVERIFY(background.library() == nullptr);
        QVERIFY(!runner.start(
            this, [](const std::stop_token&) -> Result<int> { return 1; }, answer));
        QTRY_VERIFY(!runner.isBusy());
        QCOMPARE(told, 0);
    }

    void shutDownTellsOfAJobThatDoesNotEnd()
    {
        Background background;
        background.setLibrary(std::make_shared<FakeLibrary>(nullptr, std::filesystem::path()));
        Gate gate;
        int told = 0;
        BackgroundRunner runner(background, Policy::LatestWins);
        const auto report = runner.toGuiThread(this, [&] { ++told; });
        QVERIFY(runner.start(
            this,
            [&gate, report](PhotoLibrary&, const std::stop_token&) -> Result<int> {
                report();
                gate.pass();
                return 1;
            },
            [&](const Result<int>&) { ++told; }));
        gate.running.acquire();
        QVERIFY(!background.shutDown(std::chrono::milliseconds(0)));
        QVERIFY(background.library() != nullptr); // it stays with the job
        gate.release.release();
        QTRY_VERIFY(!runner.isBusy());
        QCOMPARE(told, 0);
    }

    void whatMustFinishIsWaitedForWithoutADeadline()
    {
        Background background;
        std::binary_semaphore running(0);
        std::atomic<bool> ended = false;
        BackgroundRunner runner(background, Policy::OneAtATime);
        runner.letJobsFinish();
        runner.start(
            this,
            [&](const std::stop_token& stop) -> Result<int> {
                running.release();
                waitForStop(stop);
                ended = true;
                return 1;
            },
            [](const Result<int>&) {});
        running.acquire();
        QVERIFY(background.shutDown(std::chrono::milliseconds(0)));
        QVERIFY(ended);
    }
};

QTEST_GUILESS_MAIN(TestBackgroundRunner)
#include "tst_background_runner.moc"
