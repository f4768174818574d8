// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/space_rows.h"

#include <algorithm>

namespace lookalike {

Result<std::vector<SpaceRow>> readSpaces(const Catalog& catalog)
{
    const auto reader = catalog.reader();
    return reader ? (*reader)->spaces() : fail(reader);
}

const SpaceRow* currentSpace(std::span<const SpaceRow> spaces) noexcept
{
    const auto current = std::ranges::find_if(spaces, &SpaceRow::current);
    return current == spaces.end() ? nullptr : &*current;
}

} // namespace lookalike
