// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/hash_neighbours.h"
#include "tests/testing.h"

#include <algorithm>
#include <bit>
#include <random>

using namespace lookalike;

namespace {

using Hashes = std::vector<std::array<std::uint64_t, 8>>;

/// `count` random photos, of which every third is like an earlier one in one orientation.
Hashes makeHashes(std::size_t count, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    Hashes hashes(count);
    for (std::size_t i = 0; i < count; ++i)
        for (std::uint64_t& hash : hashes[i])
            hash = random();
    for (std::size_t i = 3; i < count; i += 3) {
        std::uint64_t hash = hashes[random() % i][random() % 8];
        for (std::uint64_t flips = random() % 14; flips > 0; --flips)
            hash ^= std::uint64_t{1} << (random() % 64);
        hashes[i][0] = hash;
    }
    return hashes;
}

bool isNear(const Hashes& hashes, std::size_t i, std::size_t j, int radius)
{
    for (std::size_t o = 0; o < 8; ++o)
        if (std::popcount(hashes[i][o] ^ hashes[j][0]) <= radius ||
            std::popcount(hashes[j][o] ^ hashes[i][0]) <= radius)
            return true;
    return false;
}

std::vector<HashPair> bruteForce(const Hashes& hashes, int radius)
{
    std::vector<HashPair> pairs;
    for (std::uint32_t i = 0; i < hashes.size(); ++i)
        for (std::uint32_t j = i + 1; j < hashes.size(); ++j)
            if (isNear(hashes, i, j, radius))
                pairs.push_back({i, j});
    return pairs;
}

} // namespace

class TestHashNeighbours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatComparingEachWithEachFinds_data()
    {
        QTest::addColumn<int>("radius");
        for (const int radius : {0, 1, 3, 4, 7, 8, 10, 12, 15})
            QTest::addRow("within %d bits", radius) << radius;
    }
    void findsWhatComparingEachWithEachFinds()
    {
        QFETCH(int, radius);
        const Hashes hashes = makeHashes(900, static_cast<std::uint64_t>(radius) + 1);
        const HashNeighbours found = hashNeighbours(hashes, radius);
        const std::vector<HashPair> expected = bruteForce(hashes, radius);
        QVERIFY(radius < 3 || !expected.empty());
        QCOMPARE(found.pairs.size(), expected.size());
        QVERIFY(found.pairs == expected);
        QVERIFY(!found.cancelled);
    }

    void nothingAndOnePhotoHaveNoPairs()
    {
        QVERIFY(hashNeighbours({}).pairs.empty());
        const Hashes one = makeHashes(1, 5);
        QVERIFY(hashNeighbours(one).pairs.empty());
    }

    void plainPicturesAreLeftOutAndCounted()
    {
        Hashes hashes = makeHashes(20, 9);
        for (std::size_t i = 0; i < 10; ++i)
            hashes[i].fill(i % 2 == 0 ? 0 : ~std::uint64_t{0});
        const HashNeighbours found = hashNeighbours(hashes, 8);
        QCOMPARE(found.plain, 10U);
        for (const HashPair& pair : found.pairs)
            QVERIFY(pair.first >= 10);
    }

    void manyCopiesOfOnePhotoDoNotMakeTheSquareOfPairs()
    {
        Hashes hashes = makeHashes(3000, 21);
        for (std::size_t i = 0; i < 2000; ++i)
            hashes[i] = hashes[0];
        const HashNeighbours found = hashNeighbours(hashes, 4);
        QVERIFY(found.crowded >= 2000 - 64);
        QVERIFY(found.pairs.size() < 2000 * 64 + 3000);
        std::vector<int> partners(hashes.size(), 0);
        for (const HashPair& pair : found.pairs) {
            ++partners[pair.first];
            ++partners[pair.second];
        }
        for (std::size_t i = 0; i < 2000; ++i)
            QVERIFY(partners[i] >= 63);
    }

    void manyPhotosAreSearchedCompletely()
    {
        const Hashes hashes = makeHashes(20'000, 33);
        const HashNeighbours found = hashNeighbours(hashes);
        std::size_t expected = 0;
        for (std::uint32_t j = 1; j < 200; ++j)
            for (std::uint32_t i = 0; i < j; ++i)
                if (isNear(hashes, i, j, kHashRadius)) {
                    ++expected;
                    QVERIFY(
                        std::binary_search(found.pairs.begin(), found.pairs.end(), HashPair{i, j}));
                }
        QVERIFY(expected > 10);
        QVERIFY(found.pairs.size() > 2'000);
    }

    void stoppingIsHeeded()
    {
        std::stop_source source;
        source.request_stop();
        QVERIFY(hashNeighbours(makeHashes(1000, 2), 8, source.get_token()).cancelled);
    }
};

QTEST_GUILESS_MAIN(TestHashNeighbours)
#include "tst_hash_neighbours.moc"
