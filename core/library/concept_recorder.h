// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/concept_row.h"
#include "core/library/query_vector.h"
#include "core/library/search_request.h"

#include <string>
#include <vector>

namespace lookalike {

/// Turns the terms and marks of a query into those of a concept: pictures by the hashes of their
/// files, with embeddings of those that the catalog has none of. Lives as long as that takes; one
/// thread.
class ConceptRecorder {
public:
    /// The context outlives this object.
    explicit ConceptRecorder(const QueryContext& context)
        : m_context(context)
    {}

    /// Fails as QueryEmbedder::embed() does, with NotFound for a photo that is not there, and with
    /// TooLarge over the limits of core/library/photo_concepts.h.
    [[nodiscard]] Result<> addTerms(const std::vector<QueryTerm>& terms);
    [[nodiscard]] Result<> addMarks(const std::vector<QueryMark>& marks);

    /// What was added to it: terms, and marks, each photo once.
    [[nodiscard]] ConceptRow& row() noexcept { return m_row; }
    [[nodiscard]] const std::vector<ConceptVector>& vectors() const noexcept { return m_vectors; }

private:
    struct Picture {
        ConceptPicture picture;
        std::filesystem::path path;
    };
    [[nodiscard]] Result<Picture> record(const QueryTerm& term);
    [[nodiscard]] Result<Picture> recordPhoto(ContentId content) const;
    [[nodiscard]] Result<ContentHash> hashOf(const QueryTerm& term, ContentId content) const;

    const QueryContext& m_context;
    ConceptRow m_row;
    std::vector<ConceptVector> m_vectors;
};

/// Adds what another concept is made of; `weight` may be negative. Of two marks of one photo, that
/// of `row` stays.
void mergeInto(ConceptRow& row, const ConceptRow& other, double weight = 1);
/// Adds a mark, in place of one of the same photo.
void putMark(ConceptRow& row, ConceptMark mark);
/// TooLarge where it has too many terms or marks.
[[nodiscard]] Result<> checkSize(const ConceptRow& row);

/// The name as concepts have it: one line, no blanks at its ends. InvalidArgument if it is empty.
[[nodiscard]] Result<std::string> conceptName(const std::string& name);

} // namespace lookalike
