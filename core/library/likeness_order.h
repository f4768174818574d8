// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library_map.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// As PhotoLibrary::sortByLikeness(). Any thread. What is most of a large library takes the order
/// of its map, which is known.
[[nodiscard]] Result<std::vector<ContentId>>
sortByLikeness(std::span<const ContentId> contents, std::size_t columns, Catalog& catalog,
               const SpaceManager& spaces, LibraryMap& map, const std::stop_token& stop);

} // namespace lookalike
