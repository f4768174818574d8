// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/query_vector.h"

#include <cstddef>
#include <span>
#include <vector>

namespace lookalike {

/// The photos that a query is moved by: L2-normalised embeddings of one space.
struct MarkVectors {
    std::vector<std::vector<float>> more;
    std::vector<std::vector<float>> less;
};

/// Moves a query of length 1 toward photos that the user wants more of and away from those that the
/// user wants less of, as these are seen from the `centre`, the mean of the library's embeddings
/// (Rocchio, Relevance feedback in information retrieval, 1971); empty stands for zero. Few marks
/// weigh less than many. The result is one vector of length 1, which the index answers as any
/// other. Returns the query as it is if no mark differs from the centre; fails with InvalidArgument
/// if the marks cancel the query out. Any thread.
[[nodiscard]] Result<std::vector<float>>
movedByMarks(std::span<const float> query, const MarkVectors& marks, std::span<const float> centre);

/// Moves the query by the marks, and its scores so that they stay on the scale that they had: what
/// stood out from the library by so many standard deviations of its scores keeps that number. Fails
/// as movedByMarks() does. Any thread.
[[nodiscard]] Result<> moveByMarks(CombinedQuery& query, const MarkVectors& marks,
                                   const QueryContext& context);

/// The same by the photos that the user marked.
/// Returns the indexes of marks without effect, see SearchResponse::unknownMarks. Fails as
/// QueryEmbedder::embed() does for a file that is there, and as movedByMarks() does.
[[nodiscard]] Result<std::vector<std::size_t>>
applyMarks(CombinedQuery& query, const std::vector<QueryMark>& marks, const QueryContext& context);

} // namespace lookalike
