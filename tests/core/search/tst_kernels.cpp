// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/float16.h"
#include "core/search/kernels.h"
#include "tests/testing.h"

#include <hwy/aligned_allocator.h>
#include <hwy/targets.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <random>

using namespace lookalike;
using namespace lookalike::kernels;

// If this fails, results depend on the processor.
class TestKernels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QFETCH(qlonglong, target);
        hwy::SetSupportedTargetsForTest(target);
    }
    void cleanup() { hwy::SetSupportedTargetsForTest(0); }
    void sumsAndHitsEqualThePlainLoop_data() { targets(); }
    void sumsAndHitsEqualThePlainLoop();
    void nearSketchesAreThoseOfThePlainLoop_data() { targets(); }
    void nearSketchesAreThoseOfThePlainLoop();
    void dotProductsAreTheSameToTheBit_data() { targets(); }
    void dotProductsAreTheSameToTheBit();

private:
    static void targets()
    {
        QTest::addColumn<qlonglong>("target");
        for (std::int64_t bits = hwy::SupportedTargets(); bits != 0; bits &= bits - 1) {
            const std::int64_t target = bits & -bits;
            QTest::newRow(hwy::TargetName(target)) << static_cast<qlonglong>(target);
        }
    }
};

void TestKernels::sumsAndHitsEqualThePlainLoop()
{
    constexpr std::size_t kGroups = 48;
    constexpr std::size_t kBlocks = 20;
    const std::size_t bytes = blockBytes(kGroups);
    const auto plane = hwy::AllocateAligned<std::uint8_t>(kBlocks * bytes);
    const auto table = hwy::AllocateAligned<std::uint8_t>(kGroups * 16);
    std::mt19937 random(3);
    for (std::size_t i = 0; i < kBlocks * bytes; ++i)
        plane[i] = static_cast<std::uint8_t>(random());
    for (std::size_t i = 0; i < kGroups * 16; ++i)
        table[i] = static_cast<std::uint8_t>(random());
    const std::uint16_t one = toFloat16(1.0F);
    std::vector<BlockSums> expected(kBlocks);
    std::uint16_t highest = 0;
    for (std::size_t block = 0; block < kBlocks; ++block) {
        std::uint8_t* codes = plane.get() + block * bytes;
        for (std::size_t row = 0; row < kBlockRows; ++row) {
            std::memcpy(codes + kGroups * 16 + row * 2, &one, 2);
            unsigned sum = 0;
            for (std::size_t group = 0; group < kGroups; ++group) {
                const unsigned byte = codes[group * 16 + row % 16];
                sum += table[group * 16 + (row < 16 ? byte & 15U : byte >> 4U)];
            }
            expected[block][row] = static_cast<std::uint16_t>(sum);
            highest = std::max(highest, expected[block][row]);
        }
    }
    const PlaneQuery query = {table.get(), kGroups, 2.0F, 1.0F, 2.0F * static_cast<float>(highest)};
    for (std::size_t block = 0; block < kBlocks; ++block) {
        BlockSums sums;
        sumBlock(plane.get() + block * bytes, query, sums);
        QVERIFY(sums == expected[block]);
    }
    std::size_t hits = 0;
    for (std::size_t block = 0; block < kBlocks; ++block) {
        BlockSums sums;
        const BlockHit hit = findBlock(plane.get(), block, kBlocks, query, sums);
        if (hit.rows == 0)
            break;
        for (std::size_t row = 0; row < kBlockRows; ++row) {
            QCOMPARE(((hit.rows >> row) & 1U) != 0, expected[hit.block][row] == highest);
        }
        block = hit.block;
        ++hits;
    }
    QVERIFY(hits > 0);
}

void TestKernels::nearSketchesAreThoseOfThePlainLoop()
{
    constexpr std::size_t kRows = 200;
    std::mt19937_64 random(9);
    std::vector<std::uint64_t> rows;
    for (std::size_t i = 0; i < (kRows + 1) * kSketchWords; ++i)
        rows.push_back(random());
    const std::uint64_t* sketch = rows.data() + kRows * kSketchWords;
    std::copy_n(sketch, kSketchWords, rows.data() + 7 * kSketchWords);
    for (const std::uint32_t limit : {0U, 255U, 512U}) {
        std::vector<std::uint32_t> expected;
        for (std::uint32_t row = 0; row < kRows; ++row) {
            std::uint32_t distance = 0;
            for (std::size_t i = 0; i < kSketchWords; ++i)
                distance += static_cast<std::uint32_t>(
                    std::popcount(rows[row * kSketchWords + i] ^ sketch[i]));
            if (distance <= limit)
                expected.push_back(row);
        }
        QVERIFY(!expected.empty());
        std::vector<std::uint32_t> hits(kRows);
        hits.resize(findNear(sketch, rows.data(), kRows, limit, hits.data()));
        QVERIFY(hits == expected);
    }
}

void TestKernels::dotProductsAreTheSameToTheBit()
{
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    for (const std::size_t size : {1U, 7U, 8U, 13U, 64U, 100U, 384U}) {
        std::vector<std::uint16_t> row;
        std::vector<double> query;
        std::array<double, 8> sums{};
        for (std::size_t i = 0; i < size; ++i) {
            row.push_back(toFloat16(normal(random)));
            query.push_back(static_cast<double>(normal(random)));
            sums[i % 8] += static_cast<double>(toFloat32(row[i])) * query[i];
        }
        const double expected = ((sums[0] + sums[4]) + (sums[2] + sums[6])) +
                                ((sums[1] + sums[5]) + (sums[3] + sums[7]));
        QCOMPARE(std::bit_cast<std::uint32_t>(dotFloat16(row, query)),
                 std::bit_cast<std::uint32_t>(static_cast<float>(expected)));
        std::vector<float> wide(size);
        widenFloat16(row, wide);
        for (std::size_t i = 0; i < size; ++i)
            QVERIFY(wide[i] == toFloat32(row[i]));
    }
}

QTEST_GUILESS_MAIN(TestKernels)
#include "tst_kernels.moc"
