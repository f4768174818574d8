// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_bench/synthetic_embeddings.h"
#include "core/base/float16.h"
#include "core/search/index_store.h"

#include <algorithm>
#include <map>
#include <vector>

namespace lookalike::testing {

/// A catalog's embeddings in memory, counted as EmbeddingSource wants it.
class MemorySource final : public EmbeddingSource {
public:
    void put(std::int64_t content, std::vector<std::uint16_t> vector)
    {
        m_rows[content] = std::move(vector);
        ++m_revision;
    }
    void remove(std::int64_t content) { m_revision += m_rows.erase(content); }
    [[nodiscard]] const std::map<std::int64_t, std::vector<std::uint16_t>>& rows() const
    {
        return m_rows;
    }
    [[nodiscard]] Result<Version> version() override { return Version{m_rows.size(), m_revision}; }
    [[nodiscard]] Result<> forEach(ContentId after, const Visitor& visit) override
    {
        for (auto row = m_rows.upper_bound(after.value()); row != m_rows.end(); ++row) {
            if (!visit(ContentId(row->first), row->second))
                break;
        }
        return {};
    }

private:
    std::map<std::int64_t, std::vector<std::uint16_t>> m_rows;
    std::uint64_t m_revision = 0;
};

inline std::vector<float> embedding(const SyntheticEmbeddings& set, std::size_t number, bool query)
{
    std::vector<float> row(set.dim());
    if (query)
        set.query(number, row);
    else
        set.row(number, row);
    return row;
}

inline std::vector<std::uint16_t> halves(const std::vector<float>& row)
{
    std::vector<std::uint16_t> result(row.size());
    std::transform(row.begin(), row.end(), result.begin(), toFloat16);
    return result;
}

/// Contents first + 1 ... first + count.
inline void fill(MemorySource& source, const SyntheticEmbeddings& set, std::size_t first,
                 std::size_t count)
{
    for (std::size_t i = first; i < first + count; ++i) {
        source.put(static_cast<std::int64_t>(i + 1), halves(embedding(set, i, false)));
    }
}

/// The truth, computed the slow way; ids of the best, best first, ties in ascending id.
inline std::vector<Neighbor> bruteForce(const MemorySource& source, const std::vector<float>& query,
                                        std::size_t k, const ContentSet* allowed = nullptr)
{
    std::vector<Neighbor> all;
    for (const auto& [content, row] : source.rows()) {
        if (allowed != nullptr && !allowed->contains(ContentId(content)))
            continue;
        double sum = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            sum += static_cast<double>(toFloat32(row[i])) * static_cast<double>(query[i]);
        }
        all.push_back({ContentId(content), static_cast<float>(sum)});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Neighbor& a, const Neighbor& b) { return a.score > b.score; });
    all.resize(std::min(k, all.size()));
    return all;
}

} // namespace lookalike::testing
