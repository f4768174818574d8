// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/library/concept_json.h"
#include "core/library/photo_concepts.h"

#include <optional>
#include <span>
#include <vector>

namespace lookalike {

/// Concepts with the embeddings that the catalog has of their pictures: those in `space`, and those
/// that were kept. NotFound for a concept that is not there.
[[nodiscard]] Result<std::vector<PortableConcept>>
exportConcepts(std::span<const ConceptId> ids, const std::optional<SpaceRow>& space,
               CatalogReader& reader);

/// Adds concepts to the catalog, all of them or none. One that is there already is passed over;
/// where another one has its name, a number is put behind it.
[[nodiscard]] Result<ConceptImport> importConcepts(const std::vector<PortableConcept>& concepts,
                                                   Catalog& catalog);

} // namespace lookalike
