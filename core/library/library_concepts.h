// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/concept_albums.h"
#include "core/library/concept_store.h"
#include "core/library/keyword_writer.h"
#include "core/library/photo_concepts.h"

namespace lookalike {

/// The concepts of a library. Any thread.
class LibraryConcepts final : public PhotoConcepts {
public:
    /// All outlive this object.
    LibraryConcepts(const LibraryParts& parts, Engines& engines, ConceptAlbums& albums);

    Result<std::vector<ConceptSummary>> list() override;
    Result<ConceptDetails> details(ConceptId id) override;
    Result<ConceptId> find(const std::string& name) override;
    Result<ConceptUndo> add(const std::string& name, const SearchRequest& query,
                            const std::stop_token& stop) override;
    Result<ConceptUndo> addFromKeyword(const std::string& name, const std::string& keyword,
                                       const std::stop_token& stop) override;
    Result<ConceptUndo> mark(ConceptId id, const std::vector<QueryMark>& marks,
                             const std::stop_token& stop) override;
    Result<std::shared_ptr<const ConceptMembers>> members(ConceptId id,
                                                          const std::stop_token& stop) override;
    Result<std::vector<std::optional<ClosestExample>>>
    closestExamples(ConceptId id, std::span<const ContentId> contents,
                    const std::stop_token& stop) override;
    Result<ConceptUndo> setStrictness(ConceptId id, double strictness) override;
    Result<ConceptUndo> rename(ConceptId id, const std::string& name) override;
    Result<ConceptUndo> merge(ConceptId id, ConceptId other) override
    {
        return m_store.merge(id, other);
    }
    Result<ConceptUndo> remove(ConceptId id) override { return m_store.remove(id); }
    Result<ConceptUndo> restore(const ConceptUndo& before) override
    {
        return m_store.restore(before);
    }
    Result<KeywordsWritten> writeKeywords(ConceptId id, const std::stop_token& stop) override;
    Result<KeywordsWritten> undoKeywords() override;
    Result<std::size_t> exportTo(std::span<const ConceptId> ids,
                                 const std::filesystem::path& file) override;
    Result<ConceptImport> importFrom(const std::filesystem::path& file) override;

private:
    const LibraryParts m_parts;
    Engines& m_engines;
    ConceptAlbums& m_albums;
    KeywordWriter m_keywords;
    ConceptStore m_store;
};

} // namespace lookalike
