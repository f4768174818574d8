// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bounded_queue.h"
#include "tests/testing.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <numeric>
#include <thread>
#include <vector>

using namespace lookalike;

// If this fails, memory grows with the library, or closing the program hangs.
class TestBoundedQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itemsComeOutInOrder();
    void aFullQueueHoldsUpThePusher();
    void closingLetsTheRestOut();
    void closingFreesThoseWhoWait();
    void moveOnlyItemsPass();
    void everyItemOfManyThreadsArrivesOnce();
};

void TestBoundedQueue::itemsComeOutInOrder()
{
    BoundedQueue<int> queue(100);
    for (int i = 0; i < 5; ++i)
        QVERIFY(queue.push(i));
    QCOMPARE(queue.size(), std::size_t{5});
    for (int i = 0; i < 5; ++i)
        QCOMPARE(queue.pop(), std::optional(i));
    QCOMPARE(queue.size(), std::size_t{0});
    QCOMPARE(queue.tryPop(), std::optional<int>());
}

void TestBoundedQueue::aFullQueueHoldsUpThePusher()
{
    BoundedQueue<int> queue(1);
    QVERIFY(queue.push(1));
    std::atomic<bool> pushed = false;
    std::jthread pusher([&] { pushed = queue.push(2); });
    // What is waited for is that nothing happens: the pusher gets time to do wrong.
    QTest::qWait(20);
    QVERIFY(!pushed);
    QCOMPARE(queue.size(), std::size_t{1});
    QCOMPARE(queue.pop(), std::optional(1));
    QCOMPARE(queue.pop(), std::optional(2));
    pusher.join();
    QVERIFY(pushed);
}

void TestBoundedQueue::closingLetsTheRestOut()
{
    BoundedQueue<int> queue(10);
    QVERIFY(queue.push(1));
    queue.close();
    QVERIFY(!queue.push(2));
    QCOMPARE(queue.pop(), std::optional(1));
    QCOMPARE(queue.pop(), std::optional<int>());
}

void TestBoundedQueue::closingFreesThoseWhoWait()
{
    BoundedQueue<int> full(1);
    QVERIFY(full.push(1));
    BoundedQueue<int> empty(1);
    auto push = std::async(std::launch::async, [&] { return full.push(2); });
    auto pop = std::async(std::launch::async, [&] { return empty.pop(); });
    full.close();
    empty.close();
    QVERIFY(!push.get());
    QCOMPARE(pop.get(), std::optional<int>());
}

void TestBoundedQueue::moveOnlyItemsPass()
{
    BoundedQueue<std::unique_ptr<int>> queue(10);
    QVERIFY(queue.push(std::make_unique<int>(7)));
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
                    if (queue.size() > kCapacity)
                        overfull = true;
                }
            });
        {
            std::vector<std::jthread> pushers;
            for (int p = 0; p < kPushers; ++p)
                pushers.emplace_back([&queue, p] {
                    for (int i = 0; i < kItems; ++i)
                        if (!queue.push(p * kItems + i))
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
