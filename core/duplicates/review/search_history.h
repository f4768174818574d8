// SPDX-License-Identifier: GPL-3.0-or-later
// Which photos a search for duplicates has compared, remembered in the catalog's settings. Any
// thread; fails like the catalog does.
#pragma once

#include "core/catalog/catalog.h"
#include "core/duplicates/review/duplicate_review.h"

namespace lookalike {

/// Returns what the search of this kind that ended last has seen.
[[nodiscard]] Result<SearchHistory> searchHistory(const Catalog& catalog, bool similarShots);
/// Remembers that a search of this kind has compared all photos up to `newest`.
[[nodiscard]] Result<> storeSearched(Catalog& catalog, bool similarShots, ContentId newest);

} // namespace lookalike
