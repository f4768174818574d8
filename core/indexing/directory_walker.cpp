// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/directory_walker.h"

#include <algorithm>
#include <cctype>

namespace lookalike {

bool isForeignFolder(const std::string& name)
{
    constexpr std::string_view kUserTrash = ".Trash-"; // then a user id
    if (name.starts_with(kUserTrash))
        return name.size() > kUserTrash.size() &&
               std::all_of(name.begin() + kUserTrash.size(), name.end(),
                           [](unsigned char c) { return std::isdigit(c) != 0; });
    return name == ".Trash" || name == ".Trashes" || name == "$RECYCLE.BIN" || name == "#recycle" ||
           name == "@eaDir" || name == "System Volume Information";
}

} // namespace lookalike
