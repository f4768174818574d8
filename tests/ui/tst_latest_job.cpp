// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing.h"
#include "ui/bridge/latest_job.h"

#include <semaphore>

using namespace lookalike;

/// Were this to fail, the window would show the answer to a question that is no longer asked.
class TestLatestJob : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheLatestOfManyRequestsIsAnsweredAndThoseBetweenNeverRun()
    {
        LatestJob job;
        std::binary_semaphore running(0);
        std::binary_semaphore release(0);
        std::atomic<int> ran = 0;
        QList<int> answers;
        bool stopSeen = false;
        job.start([&](const std::stop_token& stop) -> LatestJob::Delivery {
            running.release();
            release.acquire();
            stopSeen = stop.stop_requested();
            ++ran;
            return [&] { answers += 0; };
        });
        running.acquire();
        for (int i = 1; i <= 5; ++i)
            job.start([&, i](const std::stop_token&) -> LatestJob::Delivery {
                ++ran;
                return [&, i] { answers += i; };
            });
        release.release();
        QTRY_VERIFY(!job.isBusy());
        QCOMPARE(answers, QList<int>{5});
        QCOMPARE(ran.load(), 2);
        QVERIFY(stopSeen);
    }
};

QTEST_GUILESS_MAIN(TestLatestJob)
#include "tst_latest_job.moc"
