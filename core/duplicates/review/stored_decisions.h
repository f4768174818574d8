// SPDX-License-Identifier: GPL-3.0-or-later
// What the user decided about groups or marked in them, as the catalog keeps it. Any thread; fails
// like the catalog.
#pragma once

#include "core/catalog/catalog.h"
#include "core/duplicates/review/duplicate_review.h"

#include <cstdint>
#include <set>
#include <span>
#include <vector>

namespace lookalike {

/// The id of the new decision.
/// As DuplicateReview::setPhotosProtected().
[[nodiscard]] Result<std::vector<FileId>>
protectPhotos(Catalog& catalog, std::span<const FileId> photos, bool isProtected);
/// What the user protected.
[[nodiscard]] std::set<ContentHash> protectedPhotos(const std::vector<DecisionRow>& decisions);

[[nodiscard]] Result<std::int64_t> addDecision(Catalog& catalog, DecisionKind kind,
                                               const DuplicateGroup& group);
[[nodiscard]] Result<std::vector<Decision>> storedDecisions(const Catalog& catalog);

[[nodiscard]] Result<StoredReview> storedReview(const Catalog& catalog);
/// See DuplicateReview.
[[nodiscard]] Result<> storeMarks(Catalog& catalog, std::span<const ReviewMark> marks,
                                  std::span<const std::filesystem::path> unmarked);
[[nodiscard]] Result<> storePlace(Catalog& catalog, const ContentHash& firstOfGroup);

} // namespace lookalike
