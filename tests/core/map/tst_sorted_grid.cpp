// SPDX-License-Identifier: GPL-3.0-or-later
// The map of a library. If these fail, photos are missing on it, similar ones lie apart, or it
// looks different each time.
#include "core/map/assignment.h"
#include "core/map/neighbour_means.h"
#include "core/map/sorted_grid.h"
#include "tests/testing.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace lookalike;

namespace {

constexpr std::size_t kDim = 64;

/// Unit vectors around `clusters` centres.
std::vector<float> clusteredRows(std::size_t count, std::size_t clusters, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> centres(clusters * kDim);
    std::ranges::generate(centres, [&] { return normal(random); });
    std::vector<float> values(count * kDim);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t centre = random() % clusters;
        float square = 0;
        for (std::size_t j = 0; j < kDim; ++j) {
            const float value = centres[centre * kDim + j] + 0.3F * normal(random);
            values[i * kDim + j] = value;
            square += value * value;
        }
        for (std::size_t j = 0; j < kDim; ++j)
            values[i * kDim + j] /= std::sqrt(square);
    }
    return values;
}

MapRows rowsOf(const std::vector<float>& values)
{
    return {values.size() / kDim, kDim, [&values](std::size_t row, std::span<float> out) {
                std::copy_n(&values[row * kDim], kDim, out.begin());
            }};
}

bool holdsEachOnce(const SortedGrid& grid, std::size_t count)
{
    std::vector<std::uint32_t> cells = grid.cells;
    std::ranges::sort(cells);
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0U);
    return cells == all;
}

double meanDistance(const std::vector<float>& values, const SortedGrid& grid)
{
    double sum = 0;
    std::size_t pairs = 0;
    for (std::size_t cell = 0; cell < grid.cells.size(); ++cell)
        for (const std::size_t other : {cell + 1, cell + grid.columns}) {
            if (other >= grid.cells.size() || (other == cell + 1 && other % grid.columns == 0))
                continue;
            for (std::size_t j = 0; j < kDim; ++j) {
                const double apart = static_cast<double>(values[grid.cells[cell] * kDim + j]) -
                                     static_cast<double>(values[grid.cells[other] * kDim + j]);
                sum += apart * apart;
            }
            ++pairs;
        }
    return sum / static_cast<double>(pairs);
}

} // namespace

class TestSortedGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAssignmentIsTheCheapest();
    void meansAreThoseOfTheNeighbourhood_data();
    void meansAreThoseOfTheNeighbourhood();
    void everyRowHasOnePlace_data();
    void everyRowHasOnePlace();
    void similarRowsAreNeighbours();
    void threadsChangeNothing();
    void anotherSeedIsAnotherMap();
    void valuesThatAreNoNumbersDoNoHarm();
    void aStopEndsIt();

private:
    TaskPool m_pool;
};

void TestSortedGrid::anAssignmentIsTheCheapest()
{
    std::mt19937 random(1);
    for (std::size_t size = 1; size <= 6; ++size)
        for (int round = 0; round < 50; ++round) {
            std::vector<float> costs(size * size);
            for (float& cost : costs) // small whole numbers: many ties
                cost = static_cast<float>(random() % 7) - 3;
            const auto costOf = [&](const auto& photoOf) {
                float sum = 0;
                for (std::size_t place = 0; place < size; ++place)
                    sum += costs[photoOf[place] * size + place];
                return sum;
            };
            std::vector<std::uint8_t> photoOf(size);
            std::iota(photoOf.begin(), photoOf.end(), std::uint8_t{0});
            float least = costOf(photoOf);
            while (std::ranges::next_permutation(photoOf).found)
                least = std::min(least, costOf(photoOf));
            const auto assigned = assign(costs, size);
            std::vector<std::uint8_t> sorted(assigned.begin(),
                                             assigned.begin() + static_cast<std::ptrdiff_t>(size));
            QCOMPARE(costOf(sorted), least);
            std::ranges::sort(sorted);
            std::iota(photoOf.begin(), photoOf.end(), std::uint8_t{0});
            QVERIFY(sorted == photoOf);
        }
}

void TestSortedGrid::meansAreThoseOfTheNeighbourhood_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("radius");
    for (const int count : {1, 7, 30, 35, 41})
        for (const int radius : {1, 3, 20})
            QTest::addRow("%d, %d", count, radius) << 6 << count << radius;
    QTest::newRow("one column") << 1 << 9 << 2;
    QTest::newRow("one line") << 9 << 9 << 2;
}

void TestSortedGrid::meansAreThoseOfTheNeighbourhood()
{
    QFETCH(int, columns);
    QFETCH(int, count);
    QFETCH(int, radius);
    const int rows = (count + columns - 1) / columns;
    std::vector<MapPoint> values(static_cast<std::size_t>(columns * rows));
    std::mt19937 random(5);
    for (int i = 0; i < count; ++i)
        for (float& value : values[static_cast<std::size_t>(i)])
            value = static_cast<float>(random() % 100) / 10;
    const std::vector<MapPoint> before = values;
    std::vector<MapPoint> scratch;
    averageNeighbours(values, scratch,
                      {static_cast<std::size_t>(columns), static_cast<std::size_t>(rows),
                       static_cast<std::size_t>(count)},
                      static_cast<std::size_t>(radius), m_pool);
    for (int cell = 0; cell < count; ++cell) {
        MapPoint sum{};
        int neighbours = 0;
        for (int other = 0; other < count; ++other)
            if (std::abs(other % columns - cell % columns) <= radius &&
                std::abs(other / columns - cell / columns) <= radius) {
                ++neighbours;
                for (std::size_t i = 0; i < kMapAxes; ++i)
                    sum[i] += before[static_cast<std::size_t>(other)][i];
            }
        for (std::size_t i = 0; i < kMapAxes; ++i)
            QVERIFY(std::abs(values[static_cast<std::size_t>(cell)][i] -
                             sum[i] / static_cast<float>(neighbours)) < 1e-3F);
    }
}

void TestSortedGrid::everyRowHasOnePlace_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("columns");
    QTest::addColumn<bool>("identical");
    for (const int count : {0, 1, 2, 3, 4, 5, 101, 997, 1000})
        for (const int columns : {0, 1, 7})
            for (const bool identical : {false, true})
                QTest::addRow("%d in %d%s", count, columns, identical ? ", identical" : "")
                    << count << columns << identical;
}

void TestSortedGrid::everyRowHasOnePlace()
{
    QFETCH(int, count);
    QFETCH(int, columns);
    QFETCH(bool, identical);
    std::vector<float> values = clusteredRows(static_cast<std::size_t>(count), 9, 2);
    for (std::size_t i = kDim; identical && i < values.size(); ++i)
        values[i] = values[i - kDim];
    const auto grid = sortRows(rowsOf(values), {static_cast<std::size_t>(columns), 1}, m_pool, {});
    VERIFY_RESULT(grid);
    QVERIFY(holdsEachOnce(*grid, static_cast<std::size_t>(count)));
    if (columns > 0)
        QCOMPARE(grid->columns, static_cast<std::size_t>(columns));
    else
        QVERIFY(grid->columns * grid->columns >= grid->cells.size());
}

void TestSortedGrid::similarRowsAreNeighbours()
{
    const std::vector<float> values = clusteredRows(1024, 20, 3);
    const auto grid = sortRows(rowsOf(values), {}, m_pool, {});
    VERIFY_RESULT(grid);
    SortedGrid unsorted = *grid;
    std::iota(unsorted.cells.begin(), unsorted.cells.end(), 0U);
    const double ratio = meanDistance(values, *grid) / meanDistance(values, unsorted);
    QVERIFY2(ratio < 0.35, qPrintable(QString::number(ratio)));
}

void TestSortedGrid::threadsChangeNothing()
{
    const std::vector<float> values = clusteredRows(1500, 30, 4);
    const auto once = sortRows(rowsOf(values), {}, m_pool, {});
    VERIFY_RESULT(once);
    for (std::size_t threads = 1; threads <= 4; ++threads) {
        TaskPool pool(threads);
        const auto again = sortRows(rowsOf(values), {}, pool, {});
        VERIFY_RESULT(again);
        QVERIFY(again->cells == once->cells);
    }
}

void TestSortedGrid::anotherSeedIsAnotherMap()
{
    const std::vector<float> values = clusteredRows(400, 30, 4);
    QVERIFY(sortRows(rowsOf(values), {0, 1}, m_pool, {})->cells !=
            sortRows(rowsOf(values), {0, 2}, m_pool, {})->cells);
}

void TestSortedGrid::valuesThatAreNoNumbersDoNoHarm()
{
    std::vector<float> values = clusteredRows(300, 5, 6);
    for (std::size_t i = 0; i < values.size(); i += 37)
        values[i] = i % 2 == 0 ? std::numeric_limits<float>::quiet_NaN()
                               : std::numeric_limits<float>::infinity();
    const auto grid = sortRows(rowsOf(values), {}, m_pool, {});
    VERIFY_RESULT(grid);
    QVERIFY(holdsEachOnce(*grid, 300));
}

void TestSortedGrid::aStopEndsIt()
{
    const std::vector<float> values = clusteredRows(2000, 5, 7);
    std::stop_source stop;
    std::atomic<int> read = 0;
    MapRows rows = rowsOf(values);
    rows.read = [&, inner = rows.read](std::size_t row, std::span<float> out) {
        inner(row, out);
        if (++read == 3000) // all were sampled, and are now projected
            stop.request_stop();
    };
    const auto grid = sortRows(rows, {}, m_pool, stop.get_token());
    QVERIFY(!grid && grid.error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestSortedGrid)
#include "tst_sorted_grid.moc"
