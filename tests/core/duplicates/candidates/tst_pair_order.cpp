// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "core/duplicates/candidates/pair_order.h"
#include "tests/testing.h"

#include <algorithm>
#include <list>
#include <numeric>
#include <random>
#include <set>

using namespace lookalike;

namespace {

/// How often a memory of `capacity` pictures, the last one used staying longest, has to load one.
std::size_t loads(const std::vector<CandidatePair>& pairs, std::size_t capacity)
{
    std::list<ContentId> memory;
    std::size_t count = 0;
    for (const CandidatePair& pair : pairs)
        for (const ContentId content : {pair.first, pair.second}) {
            const auto found = std::ranges::find(memory, content);
            if (found == memory.end())
                ++count;
            else
                memory.erase(found);
            memory.push_front(content);
            if (memory.size() > capacity)
                memory.pop_back();
        }
    return count;
}

/// Pairs of near points on a ring, whose ids say nothing about where they lie.
std::vector<CandidatePair> ringOf(std::size_t photos, std::size_t neighbours)
{
    std::vector<std::int64_t> ids(photos);
    std::iota(ids.begin(), ids.end(), 1);
    std::mt19937 random(5);
    std::shuffle(ids.begin(), ids.end(), random);
    std::vector<CandidatePair> pairs;
    for (std::size_t i = 0; i < photos; ++i)
        for (std::size_t step = 1; step <= neighbours; ++step) {
            const std::int64_t a = ids[i];
            const std::int64_t b = ids[(i + step) % photos];
            const float cosine = 0.6F + 0.001F * static_cast<float>(random() % 300);
            pairs.push_back({ContentId(std::min(a, b)), ContentId(std::max(a, b)), cosine, false});
        }
    std::ranges::sort(pairs, {}, &CandidatePair::first);
    return pairs;
}

} // namespace

class TestPairOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryPairOnce()
    {
        std::vector<CandidatePair> pairs = ringOf(300, 3);
        const auto keys = [](const std::vector<CandidatePair>& of) {
            std::multiset<std::pair<std::int64_t, std::int64_t>> set;
            for (const CandidatePair& pair : of)
                set.emplace(pair.first.value(), pair.second.value());
            return set;
        };
        const auto before = keys(pairs);
        orderForVerification(pairs);
        QVERIFY(keys(pairs) == before);
        std::vector<CandidatePair> none;
        orderForVerification(none);
        QVERIFY(none.empty());
    }

    void aSmallMemoryLoadsEachPictureAboutOnce()
    {
        constexpr std::size_t kPhotos = 2000;
        constexpr std::size_t kMemory = 100;
        std::vector<CandidatePair> pairs = ringOf(kPhotos, 3);
        QVERIFY(loads(pairs, kMemory) > 2 * kPhotos); // as ids come
        orderForVerification(pairs);
        QVERIFY(loads(pairs, kMemory) < kPhotos + kPhotos / 20);
    }

    void theLikeliestComponentComesFirst()
    {
        const auto pair = [](std::int64_t a, std::int64_t b, float cosine) {
            return CandidatePair{ContentId(a), ContentId(b), cosine, false};
        };
        std::vector<CandidatePair> pairs{pair(1, 2, 0.7F), pair(5, 6, 0.95F), pair(10, 11, 0)};
        orderForVerification(pairs);
        QCOMPARE(pairs[0].first, ContentId(10)); // found by hash
        QCOMPARE(pairs[1].first, ContentId(5));
        QCOMPARE(pairs[2].first, ContentId(1));
    }

    void likelyPairsComeFirstWhereAllHangTogether()
    {
        std::vector<CandidatePair> pairs = ringOf(500, 3);
        std::mt19937 random(8);
        for (CandidatePair& pair : pairs)
            if (random() % 10 == 0)
                pair.cosine = random() % 2 == 0 ? 0 : kLikelyCosine;
        orderForVerification(pairs);
        QVERIFY(std::ranges::is_partitioned(pairs, [](const CandidatePair& pair) {
            return pair.cosine == 0 || pair.cosine >= kLikelyCosine;
        }));
    }
};

QTEST_GUILESS_MAIN(TestPairOrder)
#include "tst_pair_order.moc"
