// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fit/label_fit.h"
#include "core/library/query_embedder.h"
#include "core/library/score_background.h"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// Where a query is embedded and answered; all outlive it.
struct QueryContext {
    QueryEmbedder& embedder;
    ScoreBackground& background;
    const std::shared_ptr<const EmbeddingIndex>& index;
    CatalogReader& reader;
    SpaceId space;
    const std::stop_token& stop;
    const LabelFit* fit = nullptr; ///< to what the user's labels say; null: none

    [[nodiscard]] Result<QueryVector> embed(const QueryTerm& term) const
    {
        return embedder.embed(term, reader, space, stop);
    }
    [[nodiscard]] Result<std::optional<QueryVector>> embed(ContentId content) const
    {
        return embedder.embedContent(content, reader, space, stop);
    }
    [[nodiscard]] Result<ScoreStatistics> scoresOf(std::span<const float> query) const
    {
        return background.of(query, index, reader, space, stop);
    }
};

/// All terms of a query as one vector, which the index can be asked for.
struct CombinedQuery {
    std::vector<float> vector;       ///< L2-normalised
    std::vector<ContentId> contents; ///< of the terms, where the library knows them
    // The score of a photo is scale * cosine + offset, and no more than the limit.
    double scale = 1;
    double offset = 0;
    double limit = 1;
    std::optional<ScoreStatistics> background; ///< of the vector's cosines, if there are words
    std::string unknownLetters;                ///< of the words
    bool isFitted = false;                     ///< the fit added something
};

/// A term of a query that is a vector already.
struct EmbeddedTerm {
    /// On which its scores lie.
    enum class Scale { Pictures, Words, Concepts };
    QueryVector vector;
    double weight = 1;
    Scale scale = Scale::Pictures;
};

/// Adds up the terms, pictures with what the fit adds to them. A sum of standardised scores is
/// linear in a photo's embedding, so that it is one vector, too, and the index answers exactly and
/// at its usual speed. Fails with InvalidArgument if the terms cancel each other out.
[[nodiscard]] Result<CombinedQuery> combineVectors(const std::vector<EmbeddedTerm>& terms,
                                                   const QueryContext& context);
/// The same, embedded first. Fails as QueryEmbedder::embed() and queryOf() do, too.
[[nodiscard]] Result<CombinedQuery> combineTerms(const std::vector<QueryTerm>& terms,
                                                 const QueryContext& context);

} // namespace lookalike
