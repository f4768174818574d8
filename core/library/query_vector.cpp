// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/query_vector.h"

#include "core/library/concept_query.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lookalike {
namespace {

/// Weighted sums shorter than this are rounding errors of terms that cancel out.
constexpr double kShortestQuery = 1e-4;

bool isPicture(const EmbeddedTerm& term)
{
    return term.scale == EmbeddedTerm::Scale::Pictures;
}

/// Whether the scores of the terms lie on several scales, as those of two concepts do.
bool isMixed(const std::vector<EmbeddedTerm>& terms)
{
    return std::ranges::any_of(terms, [&](const EmbeddedTerm& term) {
        return term.scale != terms.front().scale ||
               (term.scale == EmbeddedTerm::Scale::Concepts && terms.size() > 1);
    });
}

double lengthOf(const std::vector<double>& vector)
{
    double squares = 0;
    for (const double value : vector)
        squares += value * value;
    return std::sqrt(squares);
}

/// Appends the letters that are not there yet.
void addLetters(std::string& letters, const std::string& more)
{
    if (letters.find(more) == std::string::npos)
        letters += more;
}

} // namespace

Result<CombinedQuery> combineVectors(const std::vector<EmbeddedTerm>& terms,
                                     const QueryContext& context)
{
    CombinedQuery query;
    const bool isStandardised = !std::ranges::all_of(terms, isPicture);
    const bool mixed = isMixed(terms);
    std::vector<double> sum;
    std::vector<double> plain; ///< the same without the fit
    for (const EmbeddedTerm& term : terms) {
        const QueryVector& vector = term.vector;
        const auto fitted = context.fit != nullptr && isPicture(term)
                                ? context.fit->apply(vector.embedding)
                                : std::nullopt;
        const std::vector<float>& scored = fitted ? fitted->vector : vector.embedding;
        double weight = term.weight;
        if (mixed) {
            const auto scores = context.scoresOf(scored);
            if (!scores)
                return fail(scores);
            weight /= scores->spread;
            query.offset -= weight * scores->mean;
        } else if (fitted) {
            query.offset += weight * fitted->offset;
        }
        query.isFitted = query.isFitted || fitted;
        sum.resize(vector.embedding.size());
        plain.resize(sum.size());
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i] += weight * static_cast<double>(scored[i]);
            plain[i] += weight * static_cast<double>(vector.embedding[i]);
        }
        if (vector.content.isValid())
            query.contents.push_back(vector.content);
        addLetters(query.unknownLetters, vector.unknownLetters);
    }
    const double norm = lengthOf(sum);
    if (!(norm > kShortestQuery) || !(lengthOf(plain) > kShortestQuery))
        return fail(ErrorCode::InvalidArgument,
                    "The pictures and words of the query cancel each other out"_msg);
    for (const double value : sum)
        query.vector.push_back(static_cast<float>(value / norm));
    if (mixed) {
        query.scale = norm;
        query.limit = std::numeric_limits<double>::infinity();
    } else if (query.isFitted) { // on the scale of the cosine of the sum
        query.scale = norm / lengthOf(plain);
        query.offset /= lengthOf(plain);
    }
    if (isStandardised) {
        const auto scores = context.scoresOf(query.vector);
        if (!scores)
            return fail(scores);
        query.background = *scores;
    }
    return query;
}

Result<CombinedQuery> combineTerms(const std::vector<QueryTerm>& terms, const QueryContext& context)
{
    std::vector<EmbeddedTerm> embedded;
    for (const QueryTerm& term : terms) {
        if (!std::isfinite(term.weight))
            return fail(ErrorCode::InvalidArgument, "A weight is not a number"_msg);
        if (const auto* const id = std::get_if<ConceptId>(&term.picture)) {
            auto kept = queryOf(*id, context);
            if (!kept)
                return fail(kept);
            if (terms.size() == 1 && term.weight > 0)
                return std::move(kept->query);
            embedded.push_back({{std::move(kept->query.vector), {}, kept->query.unknownLetters},
                                term.weight,
                                EmbeddedTerm::Scale::Concepts});
            continue;
        }
        auto vector = context.embed(term);
        if (!vector)
            return fail(vector);
        const bool isWords = std::holds_alternative<QueryWords>(term.picture);
        embedded.push_back({std::move(*vector), term.weight,
                            isWords ? EmbeddedTerm::Scale::Words : EmbeddedTerm::Scale::Pictures});
    }
    return combineVectors(embedded, context);
}

} // namespace lookalike
