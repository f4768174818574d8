// SPDX-License-Identifier: GPL-3.0-or-later
// What the index is compared with: the fastest exact search over float32 rows in memory that we
// know how to write. It is bound by the memory's bandwidth.
#pragma once

#include "core/base/task_pool.h"
#include "core/search/embedding_index.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {

/// The k best of some rows, best first, collected a row at a time.
class TopRows {
public:
    explicit TopRows(std::size_t k)
        : m_k(k)
    {}
    void add(ContentId content, float score);
    void add(const TopRows& other);
    [[nodiscard]] std::vector<Neighbor> sorted() const;

private:
    std::size_t m_k;
    std::vector<Neighbor> m_heap; ///< the worst in front
};

/// Scores of `count` rows of query.size() floats each.
void scoreRows(const float* rows, std::size_t count, std::span<const float> query, float* scores);

/// Row i is content i + 1. `allowed` may be null.
[[nodiscard]] std::vector<Neighbor> exactSearch(std::span<const float> rows,
                                                std::span<const float> query, std::size_t k,
                                                const ContentSet* allowed, TaskPool& pool,
                                                std::size_t threads);

/// Sums all values: reads memory as fast as it goes.
[[nodiscard]] float readAll(std::span<const float> values, TaskPool& pool, std::size_t threads);

} // namespace lookalike
