// SPDX-License-Identifier: GPL-3.0-or-later
// A concept as one vector of the current embedding space, with the score that a member has.
#pragma once

#include "core/catalog/concept_row.h"
#include "core/library/query_vector.h"

#include <cstddef>
#include <span>
#include <vector>

namespace lookalike {

/// The terms and marks of a concept that have an embedding in the space.
struct EmbeddedConcept {
    struct Photo {
        ConceptMark mark;
        QueryVector vector;
    };
    std::vector<EmbeddedTerm> terms;
    std::vector<Photo> pictures; ///< those of the terms that are to be found
    std::vector<Photo> more;
    std::vector<Photo> less;
};

/// Fails as the catalog does, and with Cancelled. What cannot be embedded is left out.
[[nodiscard]] Result<EmbeddedConcept> embedConcept(const ConceptRow& row,
                                                   const QueryContext& context);

struct ConceptQuery {
    CombinedQuery query; ///< with a background
    double least = 0;    ///< what a member stands out by, see ScoreStatistics::standout()
};

/// Adds up the terms, or the examples where there are none, and moves them by the marks. Fails as
/// embedConcept() and combineVectors() do, and with NotFound where nothing is embedded.
[[nodiscard]] Result<ConceptQuery> queryOf(const ConceptRow& row, const QueryContext& context);
/// The same for a concept of the catalog; NotFound where there is none.
[[nodiscard]] Result<ConceptQuery> queryOf(ConceptId id, const QueryContext& context);

/// What a member of a concept has to score. `more` and `less` are the scores of its marks; `likely`
/// is the score of a photo that stands out from the library. At a strictness of .5 the limit lies
/// where it tells the examples best from the counterexamples, and no lower than both `likely` and a
/// little below the lowest example. Grows with the strictness, to the best example's score at 1.
[[nodiscard]] double leastScore(std::span<const double> more, std::span<const double> less,
                                double likely, double strictness);

} // namespace lookalike
