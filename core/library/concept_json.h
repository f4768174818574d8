// SPDX-License-Identifier: GPL-3.0-or-later
// Concepts as a JSON file, for another library or another machine.
#pragma once

#include "core/base/result.h"
#include "core/catalog/concept_row.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace lookalike {

/// A concept with the embeddings of its pictures.
struct PortableConcept {
    ConceptRow row; ///< without id and paths
    std::vector<ConceptVector> vectors;
    bool operator==(const PortableConcept&) const = default;
};

/// Larger files are not read.
inline constexpr std::uint64_t kMaxConceptFileBytes = 64U << 20;

/// Fails as writeAtomically() does, and with TooLarge for what readConcepts() would not read.
[[nodiscard]] Result<> writeConcepts(std::span<const PortableConcept> concepts,
                                     const std::filesystem::path& file);
/// Accepts any bytes: fails with Broken where a value is missing, out of range or not finite, and
/// with TooLarge over a limit of core/library/photo_concepts.h. A mark that comes twice counts as
/// the last one says. Any thread.
[[nodiscard]] Result<std::vector<PortableConcept>> readConcepts(const std::filesystem::path& file);

} // namespace lookalike
