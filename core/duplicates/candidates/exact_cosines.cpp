// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/exact_cosines.h"

#include "core/base/task_pool.h"

#include <algorithm>
#include <array>
#include <limits>

namespace lookalike {

namespace {

constexpr std::size_t kBudget = std::size_t{512} << 20;
constexpr std::size_t kCosineBatch = 2048; ///< rows compared at once
constexpr std::uint32_t kAbsent = std::numeric_limits<std::uint32_t>::max();

/// Reads the source in ascending order and keeps the first row of each pair until its second row
/// arrives.
class CosinePass {
public:
    CosinePass(std::size_t dim, const LshSketches& rows,
               const std::vector<LshCandidate>& candidates, std::vector<float>& cosines,
               TaskPool& pool, std::size_t threads)
        : m_dim(dim)
        , m_rows(rows)
        , m_candidates(candidates)
        , m_cosines(cosines)
        , m_pool(pool)
        , m_threads(threads)
        , m_places(rows.size(), kAbsent)
        , m_scratch(threads, std::vector<double>(dim))
    {}

    /// `kept` holds the rows to keep, ascending.
    [[nodiscard]] Result<> run(EmbeddingSource& source, std::span<const std::uint32_t> kept,
                               const std::stop_token& stop);

private:
    /// A row, and its candidates [begin, end) with kept rows.
    struct Second {
        std::size_t begin;
        std::size_t end;
    };
    void visit(std::uint32_t row, std::span<const std::uint16_t> values,
               std::span<const std::uint32_t>& kept);
    void flush();

    const std::size_t m_dim;
    const LshSketches& m_rows;
    const std::vector<LshCandidate>& m_candidates;
    std::vector<float>& m_cosines;
    TaskPool& m_pool;
    const std::size_t m_threads;
    std::vector<std::uint32_t> m_places; ///< index of a kept row in m_values
    std::vector<std::uint16_t> m_values;
    std::size_t m_next = 0; ///< next candidate
    std::vector<Second> m_seconds;
    std::vector<std::uint16_t> m_secondValues;
    std::vector<std::vector<double>> m_scratch;
};

void CosinePass::visit(std::uint32_t row, std::span<const std::uint16_t> values,
                       std::span<const std::uint32_t>& kept)
{
    while (!kept.empty() && kept.front() < row)
        kept = kept.subspan(1);
    if (!kept.empty() && kept.front() == row) {
        m_places[row] = static_cast<std::uint32_t>(m_values.size() / m_dim);
        m_values.insert(m_values.end(), values.begin(), values.end());
    }
    while (m_next < m_candidates.size() && m_candidates[m_next].b < row)
        ++m_next;
    const std::size_t begin = m_next;
    while (m_next < m_candidates.size() && m_candidates[m_next].b == row)
        ++m_next;
    if (begin == m_next)
        return;
    m_seconds.push_back({begin, m_next});
    m_secondValues.insert(m_secondValues.end(), values.begin(), values.end());
    if (m_seconds.size() == kCosineBatch)
        flush();
}

void CosinePass::flush()
{
    constexpr std::size_t kPart = 32;
    const std::size_t parts = (m_seconds.size() + kPart - 1) / kPart;
    m_pool.run(parts, m_threads, [this](std::size_t part, std::size_t slot) {
        std::vector<double>& wide = m_scratch[slot];
        std::vector<float> narrow(m_dim);
        for (std::size_t i = part * kPart; i < std::min(m_seconds.size(), (part + 1) * kPart);
             ++i) {
            kernels::widenFloat16(std::span(m_secondValues).subspan(i * m_dim, m_dim), narrow);
            std::copy(narrow.begin(), narrow.end(), wide.begin());
            for (std::size_t c = m_seconds[i].begin; c < m_seconds[i].end; ++c) {
                const std::uint32_t place = m_places[m_candidates[c].a];
                if (place == kAbsent)
                    continue;
                const auto first = std::span(m_values).subspan(place * m_dim, m_dim);
                m_cosines[c] = std::min(1.0F, kernels::dotFloat16(first, wide));
            }
        }
    });
    m_seconds.clear();
    m_secondValues.clear();
}

Result<> CosinePass::run(EmbeddingSource& source, std::span<const std::uint32_t> kept,
                         const std::stop_token& stop)
{
    m_values.reserve(kept.size() * m_dim);
    std::size_t row = kept.front();
    const auto read =
        source.forEach(ContentId(m_rows.contents[row] - 1),
                       [&](ContentId content, std::span<const std::uint16_t> values) {
                           while (row < m_rows.size() && m_rows.contents[row] < content.value())
                               ++row;
                           if (row == m_rows.size())
                               return false;
                           if (m_rows.contents[row] == content.value() && values.size() == m_dim)
                               visit(static_cast<std::uint32_t>(row), values, kept);
                           return m_next < m_candidates.size() && !stop.stop_requested();
                       });
    flush();
    return read;
}

} // namespace

Result<std::vector<float>> exactCosines(EmbeddingSource& source, std::size_t dim,
                                        const LshSketches& rows,
                                        const std::vector<LshCandidate>& candidates, TaskPool& pool,
                                        std::size_t threads, const std::stop_token& stop,
                                        const std::function<void(double)>& done)
{
    std::vector<float> cosines(candidates.size(), kGone);
    std::vector<bool> isFirst(rows.size());
    for (const LshCandidate& candidate : candidates)
        isFirst[candidate.a] = true;
    std::vector<std::uint32_t> firsts;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (isFirst[row])
            firsts.push_back(static_cast<std::uint32_t>(row));
    }
    const std::size_t atOnce = std::max<std::size_t>(1, kBudget / (dim * sizeof(std::uint16_t)));
    for (std::size_t begin = 0; begin < firsts.size(); begin += atOnce) {
        CosinePass pass(dim, rows, candidates, cosines, pool, threads);
        const auto kept = std::span(firsts).subspan(begin, std::min(atOnce, firsts.size() - begin));
        if (auto read = pass.run(source, kept, stop); !read)
            return fail(read);
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "The search for pairs was cancelled"_msg);
        done(static_cast<double>(begin + kept.size()) / static_cast<double>(firsts.size()));
    }
    return cosines;
}

} // namespace lookalike
