// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/map/photo_map.h"

#include <cstddef>
#include <vector>

namespace lookalike {

/// The photos of a sorted grid in the order of a grid of `columns` columns, line by line: the wide
/// grid is cut into strips of that width, which follow each other downwards and upwards in turn, so
/// that neighbours stay neighbours. Free cells are left out. `columns` is at least 1.
[[nodiscard]] std::vector<ContentId> inStrips(const MapLevel& grid, std::size_t columns);

} // namespace lookalike
