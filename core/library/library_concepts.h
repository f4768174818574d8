// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/concept_albums.h"
#include "core/library/keyword_writer.h"
#include "core/library/photo_concepts.h"

#include <functional>
#include <mutex>

namespace lookalike {

/// The concepts of a catalog. Any thread; changes are made one at a time.
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
    Result<ConceptUndo> merge(ConceptId id, ConceptId other) override;
    Result<ConceptUndo> remove(ConceptId id) override;
    Result<ConceptUndo> restore(const ConceptUndo& before) override;
    Result<KeywordsWritten> writeKeywords(ConceptId id, const std::stop_token& stop) override;
    Result<KeywordsWritten> undoKeywords() override;
    Result<std::size_t> exportTo(std::span<const ConceptId> ids,
                                 const std::filesystem::path& file) override;
    Result<ConceptImport> importFrom(const std::filesystem::path& file) override;

private:
    [[nodiscard]] Result<ConceptRow> rowOf(ConceptId id) const;
    /// How the concepts are now.
    [[nodiscard]] Result<ConceptUndo> statesOf(std::span<const ConceptId> ids) const;
    /// Lets `body` change the row of a concept, and stores it.
    using RowChange = std::function<Result<>(ConceptRow&)>;
    [[nodiscard]] Result<ConceptUndo> change(ConceptId id, const RowChange& body,
                                             std::span<const ConceptVector> vectors = {});
    /// Stores a new one.
    [[nodiscard]] Result<ConceptUndo> store(const ConceptRow& row,
                                            std::span<const ConceptVector> vectors);

    const LibraryParts m_parts;
    Engines& m_engines;
    ConceptAlbums& m_albums;
    KeywordWriter m_keywords;
    std::mutex m_changes; ///< held from reading what is changed until that is stored
};

} // namespace lookalike
