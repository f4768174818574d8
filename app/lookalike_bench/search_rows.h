// SPDX-License-Identifier: GPL-3.0-or-later
// The embeddings that the search benchmark works on.
#pragma once

#include "app/lookalike_bench/exact_scan.h"
#include "core/base/result.h"
#include "core/base/task_pool.h"
#include "core/search/index_store.h"

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace lookalike {

/// Embeddings by number, and queries near them. Any thread.
class SearchRows {
public:
    virtual ~SearchRows() = default;
    [[nodiscard]] virtual std::size_t size() const = 0;
    [[nodiscard]] virtual std::size_t dim() const = 0;
    virtual void row(std::size_t number, std::span<float> out) const = 0;
    virtual void query(std::size_t number, std::span<float> out) const = 0;
};

[[nodiscard]] std::unique_ptr<SearchRows> syntheticRows(std::size_t rows, int dim);
/// The rows of the first two-dimensional F32 or F16 tensor of a safetensors file. Queries are rows
/// with a tenth of noise.
[[nodiscard]] Result<std::unique_ptr<SearchRows>> rowsFromFile(const std::filesystem::path& path);

/// The first count() rows as a catalog would hold them: row i is content i + 1. Made in parallel
/// as they are asked for; the seconds that takes are kept apart.
class RowsSource final : public EmbeddingSource {
public:
    RowsSource(const SearchRows& rows, TaskPool& pool, std::size_t count)
        : m_rows(rows)
        , m_pool(pool)
        , m_count(count)
    {}
    void setCount(std::size_t count) { m_count = count; }
    [[nodiscard]] double secondsMaking() const noexcept { return m_secondsMaking; }
    [[nodiscard]] Result<Version> version() override { return Version{m_count, m_count}; }
    [[nodiscard]] Result<> forEach(ContentId after, const Visitor& visit) override;

private:
    const SearchRows& m_rows;
    TaskPool& m_pool;
    std::size_t m_count;
    double m_secondsMaking = 0;
};

/// The first rows as floats in memory, for the exact scan. Rows are padded with zeros to a
/// multiple of 64, as readAll() and scoreRows() want them.
class FloatRows {
public:
    FloatRows(const SearchRows& rows, std::size_t count, TaskPool& pool);
    [[nodiscard]] std::size_t count() const noexcept { return m_values.size() / m_stride; }
    [[nodiscard]] std::span<const float> values() const noexcept { return m_values; }
    [[nodiscard]] std::vector<float> padded(std::span<const float> query) const;

private:
    std::size_t m_stride;
    std::vector<float> m_values;
};

/// The k best rows of each query by exact float32 dot products, in one pass that makes the rows
/// again: for sets that do not fit into memory.
[[nodiscard]] std::vector<std::vector<Neighbor>>
exactByStreaming(const SearchRows& rows, std::span<const std::vector<float>> queries, std::size_t k,
                 const ContentSet* allowed, TaskPool& pool);

} // namespace lookalike
