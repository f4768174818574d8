// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/lsh_tables.h"

#include "core/base/task_pool.h"

#include <algorithm>
#include <array>
#include <bit>

namespace lookalike {

namespace {

/// Larger buckets count as crowds: a row is compared only with the first half as many rows of the
/// bucket and with the half as many before it.
constexpr std::size_t kCrowdRows = 2048;
/// When all rows together have more candidates than this, each row is held to its own limit.
constexpr std::size_t kMaxHeldPairs = std::size_t{64} << 20;
constexpr std::size_t kChunks = 64;    ///< parts of the rows that threads share
constexpr std::size_t kCompared = 256; ///< sketches compared at once

class TableSearch {
public:
    TableSearch(const LshSketches& rows, const LshParameters& plan, std::size_t perRow,
                TaskPool& pool, std::size_t threads);

    /// Adds the candidates of table `number`.
    void search(std::size_t number);
    LshCandidates take();

private:
    /// The buffers of one thread.
    struct Scratch {
        std::vector<std::uint64_t> sketches; ///< of the rows of a bucket
        std::vector<std::uint32_t> rows;
    };
    /// Sorts a table's rows by hash: the high half of an entry is the hash, the low half the row.
    void sortRows(const LshMask& mask);
    void searchPart(std::size_t part, Scratch& scratch);
    void searchBucket(std::span<const std::uint64_t> bucket, Scratch& scratch,
                      std::vector<LshCandidate>& found);
    void compare(std::size_t asking, std::size_t begin, std::size_t end, const Scratch& scratch,
                 std::vector<LshCandidate>& found);
    /// Only partners with lower numbers count. The first of many copies is therefore never full,
    /// and the others find it or a copy that has found it.
    [[nodiscard]] bool isFull(const LshCandidate& pair) const noexcept
    {
        return m_below[pair.b] >= m_room && m_all[pair.a] >= m_room;
    }
    /// Returns true if the row has enough partners as close as copies and needs no others.
    [[nodiscard]] bool isDone(std::uint32_t row) const noexcept { return m_near[row] >= m_room; }
    /// Copies have their own limit; otherwise merely similar rows would use it up.
    [[nodiscard]] bool isNear(const LshCandidate& pair) const noexcept;
    [[nodiscard]] bool metBefore(std::uint32_t a, std::uint32_t b) const noexcept;
    [[nodiscard]] bool isAsking(std::uint32_t row) const noexcept
    {
        return (m_rows.sides[row] & LshSketches::InFirst) != 0;
    }

    const LshSketches& m_rows;
    const LshParameters& m_plan;
    const std::size_t m_perRow;
    std::size_t m_room = 0; ///< current limit of candidates per row
    TaskPool& m_pool;
    const std::size_t m_threads;
    std::vector<LshMask> m_masks;
    std::size_t m_table = 0;
    const unsigned m_partBits;
    std::vector<std::uint64_t> m_entries;
    std::vector<std::uint64_t> m_sorted;
    std::vector<std::size_t> m_begins; ///< starts of the parts in m_sorted
    // A row belongs to only one part of a table, so threads never share its counters.
    std::vector<std::uint32_t> m_below; ///< partners with lower numbers
    std::vector<std::uint32_t> m_near;  ///< those of them that are as close as copies
    std::vector<std::uint32_t> m_all;   ///< partners
    std::vector<std::uint8_t> m_isCut;
    std::vector<std::uint64_t> m_crowded; ///< one bit per table for each row: was in a crowd
    std::size_t m_crowdWords;
    std::vector<Scratch> m_scratch;
    std::vector<std::vector<LshCandidate>> m_found; ///< per part
    std::vector<LshCandidate> m_pairs;
};

TableSearch::TableSearch(const LshSketches& rows, const LshParameters& plan, std::size_t perRow,
                         TaskPool& pool, std::size_t threads)
    : m_rows(rows)
    , m_plan(plan)
    , m_perRow(perRow)
    , m_pool(pool)
    , m_threads(threads)
    , m_partBits(std::min(10U, static_cast<unsigned>(std::bit_width(rows.size() / 2048))))
    , m_entries(rows.size())
    , m_sorted(rows.size())
    , m_below(rows.size())
    , m_near(rows.size())
    , m_all(rows.size())
    , m_isCut(rows.size())
    , m_crowdWords((plan.tables + 63) / 64)
    , m_scratch(threads)
    , m_found(std::size_t{1} << m_partBits)
{
    m_crowded.resize(rows.size() * m_crowdWords);
    for (std::size_t table = 0; table < plan.tables; ++table)
        m_masks.push_back(lshMask(table, plan.bits));
}

void TableSearch::sortRows(const LshMask& mask)
{
    const std::size_t parts = std::size_t{1} << m_partBits;
    // Rows without a wanted partner need not be sorted; their hashes nearly always show that.
    std::vector<std::uint64_t> asked;
    constexpr std::uint64_t kAskedBits = std::uint64_t{1} << 22;
    if (m_rows.isRestricted) {
        asked.resize(kAskedBits / 64);
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            if (!isAsking(static_cast<std::uint32_t>(row)))
                continue;
            const std::uint64_t bit = lshHash(m_rows.sketch(row), mask) % kAskedBits;
            asked[bit / 64] |= std::uint64_t{1} << (bit % 64);
        }
    }
    constexpr std::uint64_t kNone = ~std::uint64_t{0};
    const std::size_t chunk = m_rows.size() / kChunks + 1;
    std::vector<std::size_t> places(kChunks * parts);
    const auto partOf = [this](std::uint64_t entry) {
        return m_partBits == 0 ? 0 : static_cast<std::size_t>(entry >> (64 - m_partBits));
    };
    const auto forChunk = [&](std::size_t number, const auto& work) {
        for (std::size_t row = number * chunk; row < std::min(m_rows.size(), (number + 1) * chunk);
             ++row) {
            work(row);
        }
    };
    m_pool.run(kChunks, m_threads, [&](std::size_t number, std::size_t) {
        forChunk(number, [&](std::size_t row) {
            const std::uint64_t value = lshHash(m_rows.sketch(row), mask);
            const std::uint64_t bit = value % kAskedBits;
            if (!asked.empty() && ((asked[bit / 64] >> (bit % 64)) & 1U) == 0) {
                m_entries[row] = kNone;
                return;
            }
            m_entries[row] = (value & ~std::uint64_t{0xFFFFFFFF}) | row;
            ++places[number * parts + partOf(m_entries[row])];
        });
    });
    m_begins.assign(1, 0);
    std::size_t place = 0;
    for (std::size_t part = 0; part < parts; ++part) {
        for (std::size_t number = 0; number < kChunks; ++number) {
            const std::size_t count = places[number * parts + part];
            places[number * parts + part] = place;
            place += count;
        }
        m_begins.push_back(place);
    }
    m_pool.run(kChunks, m_threads, [&](std::size_t number, std::size_t) {
        forChunk(number, [&](std::size_t row) {
            if (m_entries[row] != kNone)
                m_sorted[places[number * parts + partOf(m_entries[row])]++] = m_entries[row];
        });
    });
}

void TableSearch::search(std::size_t number)
{
    m_table = number;
    if (m_room == 0)
        m_room = std::clamp(kMaxHeldPairs / m_rows.size(), m_perRow, 4 * m_perRow);
    else if (m_pairs.size() < kMaxHeldPairs)
        m_room = std::min(m_room + m_perRow, 4 * m_perRow);
    sortRows(m_masks[number]);
    m_pool.run(m_found.size(), m_threads,
               [this](std::size_t part, std::size_t slot) { searchPart(part, m_scratch[slot]); });
    for (auto& found : m_found) {
        m_pairs.insert(m_pairs.end(), found.begin(), found.end());
        found.clear();
    }
}

void TableSearch::searchPart(std::size_t part, Scratch& scratch)
{
    const auto begin = m_sorted.begin() + static_cast<std::ptrdiff_t>(m_begins[part]);
    const auto end = m_sorted.begin() + static_cast<std::ptrdiff_t>(m_begins[part + 1]);
    std::sort(begin, end);
    for (auto first = begin; first != end;) {
        const auto last = std::find_if(
            first, end, [first](std::uint64_t entry) { return entry >> 32 != *first >> 32; });
        if (last - first > 1)
            searchBucket({first, last}, scratch, m_found[part]);
        first = last;
    }
}

void TableSearch::searchBucket(std::span<const std::uint64_t> bucket, Scratch& scratch,
                               std::vector<LshCandidate>& found)
{
    const std::size_t size = bucket.size();
    const bool isCrowd = size > kCrowdRows;
    bool isNeeded = false;
    scratch.rows.clear();
    for (const std::uint64_t entry : bucket) {
        const auto row = static_cast<std::uint32_t>(entry);
        scratch.rows.push_back(row);
        if (isCrowd)
            m_crowded[row * m_crowdWords + m_table / 64] |= std::uint64_t{1} << (m_table % 64);
        if (isCrowd && isDone(row))
            m_isCut[row] = 1;
        isNeeded = isNeeded || (isAsking(row) && !(isCrowd && isDone(row)));
    }
    if (!isNeeded)
        return;
    scratch.sketches.resize(size * kernels::kSketchWords);
    for (std::size_t i = 0; i < size; ++i) {
        std::copy_n(m_rows.sketch(scratch.rows[i]), kernels::kSketchWords,
                    scratch.sketches.data() + i * kernels::kSketchWords);
    }
    constexpr std::size_t kHalf = kCrowdRows / 2;
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint32_t row = scratch.rows[i];
        if (!isAsking(row) || (isCrowd && isDone(row)))
            continue;
        // If all rows search, later rows find the pairs with this one.
        const std::size_t end = m_rows.isRestricted ? size : i;
        if (!isCrowd) {
            compare(i, 0, end, scratch, found);
            continue;
        }
        compare(i, 0, std::min(kHalf, end), scratch, found);
        compare(i, std::max(kHalf, i - std::min(i, kHalf)), std::min(end, i + kHalf), scratch,
                found);
    }
}

void TableSearch::compare(std::size_t asking, std::size_t begin, std::size_t end,
                          const Scratch& scratch, std::vector<LshCandidate>& found)
{
    const std::uint32_t row = scratch.rows[asking];
    const bool isCrowd = scratch.rows.size() > kCrowdRows;
    std::array<std::uint32_t, kCompared> hits;
    for (; begin < end && !(isCrowd && isDone(row)); begin += kCompared) {
        const std::size_t count =
            kernels::findNear(scratch.sketches.data() + asking * kernels::kSketchWords,
                              scratch.sketches.data() + begin * kernels::kSketchWords,
                              std::min(kCompared, end - begin), m_plan.maxDistance, hits.data());
        for (std::size_t hit = 0; hit < count; ++hit) {
            const std::size_t i = begin + hits[hit];
            const std::uint32_t other = scratch.rows[i];
            const bool asksItself = i > asking && isAsking(other);
            if (i == asking || asksItself || (m_rows.isRestricted && !m_rows.isWanted(row, other)))
                continue;
            const LshCandidate pair{std::min(row, other), std::max(row, other)};
            const bool near = isNear(pair);
            if (isFull(pair) && !(near && m_near[pair.b] < m_room)) {
                m_isCut[row] = m_isCut[other] = 1;
                continue;
            }
            if (metBefore(row, other))
                continue;
            found.push_back(pair);
            ++m_below[pair.b];
            m_near[pair.b] += near ? 1U : 0U;
            ++m_all[pair.a];
            ++m_all[pair.b];
        }
    }
    if (begin < end)
        m_isCut[row] = 1;
}

bool TableSearch::isNear(const LshCandidate& pair) const noexcept
{
    std::uint32_t number = 0;
    return kernels::findNear(m_rows.sketch(pair.a), m_rows.sketch(pair.b), 1,
                             m_plan.maxDistance / 2, &number) == 1;
}

/// Returns true if an earlier table has compared the rows, so that pairs need not be remembered.
bool TableSearch::metBefore(std::uint32_t a, std::uint32_t b) const noexcept
{
    LshMask differ;
    for (std::size_t i = 0; i < differ.size(); ++i)
        differ[i] = m_rows.sketch(a)[i] ^ m_rows.sketch(b)[i];
    for (std::size_t table = 0; table < m_table; ++table) {
        std::size_t i = 0;
        while (i < differ.size() && (differ[i] & m_masks[table][i]) == 0)
            ++i;
        const std::uint64_t crowded = m_crowded[a * m_crowdWords + table / 64] >> (table % 64);
        if (i == differ.size() && (crowded & 1U) == 0)
            return true;
    }
    return false;
}

LshCandidates TableSearch::take()
{
    const auto order = [](const LshCandidate& a, const LshCandidate& b) {
        return a.b != b.b ? a.b < b.b : a.a < b.a;
    };
    std::sort(m_pairs.begin(), m_pairs.end(), order);
    m_pairs.erase(std::unique(m_pairs.begin(), m_pairs.end()), m_pairs.end());
    return {std::move(m_pairs), std::vector<bool>(m_isCut.begin(), m_isCut.end())};
}

} // namespace

LshCandidates findLshCandidates(const LshSketches& rows, const LshParameters& plan,
                                std::size_t perRow, TaskPool& pool, std::size_t threads,
                                const std::stop_token& stop,
                                const std::function<void(double)>& done)
{
    TableSearch search(rows, plan, perRow, pool, threads);
    for (std::size_t table = 0; table < plan.tables && !stop.stop_requested(); ++table) {
        search.search(table);
        done(static_cast<double>(table + 1) / static_cast<double>(plan.tables));
    }
    return search.take();
}

} // namespace lookalike
