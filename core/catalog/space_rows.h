// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"

#include <span>
#include <vector>

namespace lookalike {

/// Returns the embedding spaces of the catalog. Uses its own reader.
[[nodiscard]] Result<std::vector<SpaceRow>> readSpaces(const Catalog& catalog);

/// Returns the space that searches use; null if there is none.
[[nodiscard]] const SpaceRow* currentSpace(std::span<const SpaceRow> spaces) noexcept;

} // namespace lookalike
