// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"

#include <span>
#include <vector>

namespace lookalike {

/// The embedding spaces that the catalog knows, through a reader of their own.
[[nodiscard]] Result<std::vector<SpaceRow>> readSpaces(const Catalog& catalog);

/// The one that searches use; null where there is none.
[[nodiscard]] const SpaceRow* currentSpace(std::span<const SpaceRow> spaces) noexcept;

} // namespace lookalike
