// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/map/principal_axes.h"
#include "core/search/kernels.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {

/// Embeddings of one space in memory, as the catalog holds them, for what looks at many at once.
struct StoredEmbeddings {
    std::vector<ContentId> contents;
    std::vector<std::uint16_t> values; ///< `dim` half floats a content
    std::size_t dim = 0;

    /// Leaves out an embedding that is not as long as the first one: the catalog may be damaged.
    void add(ContentId content, std::span<const std::uint16_t> embedding)
    {
        if (dim == 0)
            dim = embedding.size();
        if (embedding.empty() || embedding.size() != dim)
            return;
        contents.push_back(content);
        values.insert(values.end(), embedding.begin(), embedding.end());
    }
    /// Row i is that of contents[i]. Valid as long as this object.
    [[nodiscard]] MapRows rows() const
    {
        return {contents.size(), dim, [this](std::size_t row, std::span<float> out) {
                    kernels::widenFloat16(std::span(values).subspan(row * dim, dim), out);
                }};
    }
};

} // namespace lookalike
