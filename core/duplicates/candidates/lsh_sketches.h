// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/candidates/similar_pairs.h"
#include "core/search/kernels.h"

#include <cstdint>
#include <vector>

namespace lookalike {

class TaskPool;

/// Sketches of all embeddings for the pair search: one sign bit for each of 512 random hyperplanes
/// (Charikar, 2002). Two rows differ in each bit with probability angle / pi. Rows are ordered by
/// ascending content id.
struct LshSketches {
    static constexpr std::size_t kBits = kernels::kSketchWords * 64;
    enum Side : std::uint8_t { InFirst = 1, InSecond = 2, InBoth = 3 };

    std::vector<std::int64_t> contents;
    std::vector<std::uint64_t> sketches; ///< kernels::kSketchWords per row
    std::vector<std::uint8_t> sides;     ///< membership in SimilarPairOptions::first and second
    bool isRestricted = false;           ///< true if some rows are not in both

    [[nodiscard]] std::size_t size() const noexcept { return contents.size(); }
    [[nodiscard]] const std::uint64_t* sketch(std::size_t row) const noexcept
    {
        return sketches.data() + row * kernels::kSketchWords;
    }
    [[nodiscard]] bool isWanted(std::size_t a, std::size_t b) const noexcept
    {
        return ((sides[a] & InFirst) != 0 && (sides[b] & InSecond) != 0) ||
               ((sides[a] & InSecond) != 0 && (sides[b] & InFirst) != 0);
    }
};

/// Sketches the rows of the source that are in at least one of the two sets. Calls `visited` from
/// time to time with the number of rows read.
[[nodiscard]] Result<LshSketches>
readLshSketches(EmbeddingSource& source, std::size_t dim, const SimilarPairOptions& options,
                TaskPool& pool, std::size_t threads,
                const std::function<void(std::uint64_t)>& visited);

} // namespace lookalike
