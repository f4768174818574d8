// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bounded_queue.h"
#include "tests/testing.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <numeric>
#include <thread>
#include <vector>

using namespace lookalike;
using namespace std::chrono_literals;

// If this fails, memory grows with the library, or closing the program hangs.
class TestBoundedQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itemsComeOutInOrder();
    void aFullQueueHoldsUpThePusher();
    void anItemLargerThanTheQueueGoesThroughAlone();
    void zeroBytesAlwaysFit();
    void closingLetsTheRestOut();
    void closingFreesThoseWhoWait();
    void stoppingFreesThoseWhoWait();
    void aStopWinsOverAnEmptyQueueOnly();
    void moveOnlyItemsPass();
    void everyItemOfManyThreadsArrivesOnce();
};

void TestBoundedQueue::itemsComeOutInOrder()
{
    BoundedQueue<int> queue(100);
    for (int i = 0; i < 5; ++i)
        QVERIFY(queue.push(i, 10));
    QCOMPARE(queue.bytes(), std::size_t{50});
    QCOMPARE(queue.size(), std::size_t{5});
    for (int i = 0; i < 5; ++i)
        QCOMPARE(queue.pop(), std::optional(i));
    QCOMPARE(queue.bytes(), std::size_t{0});
    QCOMPARE(queue.tryPop(), std::optional<int>());
}

void TestBoundedQueue::aFullQueueHoldsUpThePusher()
{
    BoundedQueue<int> queue(100);
    QVERIFY(queue.push(1, 60));
    std::atomic<bool> pushed = false;
    std::jthread pusher([&] { pushed = queue.push(2, 41); });
    // What is waited for is that nothing happens: the pusher gets time to do wrong.
    QTest::qWait(20);
    QVERIFY(!pushed);
    QCOMPARE(queue.bytes(), std::size_t{60});
    QCOMPARE(queue.pop(), std::optional(1));
    QCOMPARE(queue.pop(), std::optional(2));
    pusher.join();
    QVERIFY(pushed);
}

void TestBoundedQueue::anItemLargerThanTheQueueGoesThroughAlone()
{
    BoundedQueue<int> queue(10);
    QVERIFY(queue.push(1, 1'000'000));
    auto second = std::async(std::launch::async, [&] { return queue.push(2, 1); });
    QCOMPARE(second.wait_for(20ms), std::future_status::timeout);
    QCOMPARE(queue.pop(), std::optional(1));
    QVERIFY(second.get());
}

void TestBoundedQueue::zeroBytesAlwaysFit()
{
    BoundedQueue<int> queue(10);
    QVERIFY(queue.push(1, 10));
    QVERIFY(queue.push(2, 0));
    QCOMPARE(queue.size(), std::size_t{2});
}

void TestBoundedQueue::closingLetsTheRestOut()
{
    BoundedQueue<int> queue(10);
    QVERIFY(queue.push(1, 1));
    queue.close();
    QVERIFY(!queue.push(2, 1));
    QCOMPARE(queue.pop(), std::optional(1));
    QCOMPARE(queue.pop(), std::optional<int>());
}

void TestBoundedQueue::closingFreesThoseWhoWait()
{
    BoundedQueue<int> full(1);
    QVERIFY(full.push(1, 1));
    BoundedQueue<int> empty(1);
    auto push = std::async(std::launch::async, [&] { return full.push(2, 1); });
    auto pop = std::async(std::launch::async, [&] { return empty.pop(); });
    full.close();
    empty.close();
    QVERIFY(!push.get());
    QCOMPARE(pop.get(), std::optional<int>());
}

void TestBoundedQueue::stoppingFreesThoseWhoWait()
{
    std::stop_source stop;
    BoundedQueue<int> full(1);
    QVERIFY(full.push(1, 1));
    BoundedQueue<int> empty(1);
    auto push = std::async(std::launch::async, [&] { return full.push(2, 1, stop.get_token()); });
    auto pop = std::async(std::launch::async, [&] { return empty.pop(stop.get_token()); });
    stop.request_stop();
    QVERIFY(!push.get());
    QCOMPARE(pop.get(), std::optional<int>());
    QCOMPARE(full.size(), std::size_t{1});
}

void TestBoundedQueue::aStopWinsOverAnEmptyQueueOnly()
{
    std::stop_source stop;
    stop.request_stop();
    BoundedQueue<int> queue(10);
    QVERIFY(queue.push(1, 1));
    QCOMPARE(queue.pop(stop.get_token()), std::optional(1));
    QCOMPARE(queue.pop(stop.get_token()), std::optional<int>());
}

void TestBoundedQueue::moveOnlyItemsPass()
{
    BoundedQueue<std::unique_ptr<int>> queue(10);
    QVERIFY(queue.push(std::make_unique<int>(7), 4));
    QCOMPARE(**queue.pop(), 7);
}

// Under the thread sanitizer this is also the proof that the queue is safe.
void TestBoundedQueue::everyItemOfManyThreadsArrivesOnce()
{
    constexpr int kPushers = 3;
    constexpr int kItems = 4000;
    constexpr std::size_t kCapacity = 64;
    BoundedQueue<int> queue(kCapacity);
    std::vector<std::vector<int>> received(3);
    std::atomic<bool> overfull = false;
    {
        std::vector<std::jthread> poppers;
        for (auto& items : received)
            poppers.emplace_back([&queue, &items, &overfull] {
                while (auto item = queue.pop()) {
                    items.push_back(*item);
                    if (queue.bytes() > kCapacity)
                        overfull = true;
                }
            });
        {
            std::vector<std::jthread> pushers;
            for (int p = 0; p < kPushers; ++p)
                pushers.emplace_back([&queue, p] {
                    for (int i = 0; i < kItems; ++i)
                        if (!queue.push(p * kItems + i, static_cast<std::size_t>(1 + i % 40)))
                            return;
                });
        }
        queue.close();
    }
    std::vector<int> all;
    for (const auto& items : received)
        all.insert(all.end(), items.begin(), items.end());
    std::sort(all.begin(), all.end());
    std::vector<int> expected(kPushers * kItems);
    std::iota(expected.begin(), expected.end(), 0);
    QVERIFY(all == expected);
    QVERIFY(!overfull);
}

QTEST_GUILESS_MAIN(TestBoundedQueue)
#include "tst_bounded_queue.moc"
