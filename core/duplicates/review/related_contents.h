// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/duplicates/review/decided_pairs.h"
#include "core/duplicates/review/duplicate_scope.h"
#include "core/duplicates/review/grouping.h"
#include "core/duplicates/verify/relation.h"

#include <stop_token>
#include <vector>

namespace lookalike {

/// A content with its files in scope.
struct RelatedContent {
    ContentRow content;
    std::vector<FileRow> files;
    std::vector<FileSide> sides;                    ///< of the files
    std::vector<std::vector<Companion>> companions; ///< of the files
    bool isDerived = false;
    bool isEnlarged = false;
    bool isEdited = false; ///< each of its relations is an edit or a turn by some degrees
    std::size_t best = 0;  ///< of the files, the one to keep
};

/// Contents and what verification found between them; what the user decided about is left out.
struct RelatedContents {
    std::vector<RelatedContent> nodes;
    std::vector<RelationEdge> edges;        ///< between indexes of nodes
    std::vector<RelationEvidence> evidence; ///< of the edges: (a, b)
};

/// What the catalog knows of the contents in scope that are related to another one or have several
/// files. Fails like the reader does, and with Cancelled.
[[nodiscard]] Result<RelatedContents>
loadRelatedContents(CatalogReader& reader, const DuplicateScope& scope, const ScopeFiles& files,
                    const DecidedPairs& decided, const std::stop_token& stop);

} // namespace lookalike
