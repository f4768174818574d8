// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/space_manager.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// As PhotoLibrary::sortByLikeness(). Any thread.
[[nodiscard]] Result<std::vector<ContentId>> sortByLikeness(std::span<const ContentId> contents,
                                                            std::size_t columns, Catalog& catalog,
                                                            const SpaceManager& spaces,
                                                            const std::stop_token& stop);

} // namespace lookalike
