// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/lru_cache.h"
#include "core/library/photo_concepts.h"
#include "core/library/query_session.h"
#include "core/search/content_set.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace lookalike {

/// The members of concepts, remembered until the index, the fit, the concept or what may be found
/// changes. Any thread.
class ConceptAlbums {
public:
    /// All outlive this object.
    explicit ConceptAlbums(const LibraryParts& parts);

    /// As PhotoConcepts::members().
    [[nodiscard]] Result<std::shared_ptr<const ConceptMembers>>
    members(ConceptId id, const QuerySession& session);
    /// How many there were when they were last looked for.
    [[nodiscard]] std::optional<std::size_t> lastCount(ConceptId id) const;
    /// What passes a filter, also by its concepts; null means everything.
    [[nodiscard]] Result<std::shared_ptr<const ContentSet>> allowed(const ContentFilter& filter,
                                                                    const QuerySession& session);

private:
    /// What members depend on, and they.
    struct Album {
        ConceptRow row;
        std::weak_ptr<const EmbeddingIndex> index;
        std::shared_ptr<const LabelFit> fit;
        std::shared_ptr<const ContentSet> findable;
        std::shared_ptr<const ConceptMembers> members;
    };
    [[nodiscard]] static Result<std::shared_ptr<const ConceptMembers>>
    look(const ConceptRow& row, const ContentSet* findable, const QuerySession& session);

    const LibraryParts m_parts;
    LruCache<ConceptId, std::shared_ptr<const Album>> m_albums;
    mutable std::mutex m_mutex;
    std::map<ConceptId, std::size_t> m_counts;
};

} // namespace lookalike
