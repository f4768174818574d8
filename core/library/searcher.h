// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fit/label_fit.h"
#include "core/library/concept_albums.h"
#include "core/library/query_session.h"
#include "core/library/search_request.h"

#include <stop_token>
#include <vector>

namespace lookalike {

/// Answers searches in the current space. Any thread.
class Searcher {
public:
    /// All outlive this object.
    Searcher(const LibraryParts& parts, Engines& engines, ConceptAlbums& albums);

    /// As PhotoLibrary::search() and embed().
    [[nodiscard]] Result<SearchResponse> search(const SearchRequest& request,
                                                const std::stop_token& stop);
    /// The same with this fit, or with none, whatever the library has.
    [[nodiscard]] Result<SearchResponse>
    searchFitted(const SearchRequest& request, const LabelFit* fit, const std::stop_token& stop);
    [[nodiscard]] Result<std::vector<float>> embed(const QueryTerm& picture);

private:
    [[nodiscard]] Result<SearchResponse>
    search(const SearchRequest& request, const QuerySession& session, const QueryContext& context);

    const LibraryParts m_parts;
    Engines& m_engines;
    ConceptAlbums& m_albums;
};

} // namespace lookalike
