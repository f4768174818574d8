// SPDX-License-Identifier: GPL-3.0-or-later
// What the user decided about groups, as the catalog keeps it. Any thread; fails like the catalog.
#pragma once

#include "core/catalog/catalog.h"
#include "core/duplicates/review/duplicate_review.h"

#include <cstdint>
#include <vector>

namespace lookalike {

/// The id of the new decision.
[[nodiscard]] Result<std::int64_t> addDecision(Catalog& catalog, DecisionKind kind,
                                               const DuplicateGroup& group);
[[nodiscard]] Result<std::vector<Decision>> storedDecisions(const Catalog& catalog);

} // namespace lookalike
