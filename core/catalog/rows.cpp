// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/rows.h"

namespace lookalike {

const char* fileStateName(FileState state) noexcept
{
    switch (state) {
    case FileState::Pending:
        return "pending";
    case FileState::Indexed:
        return "indexed";
    case FileState::Broken:
        return "broken";
    case FileState::Unsupported:
        return "unsupported";
    case FileState::Unreadable:
        return "unreadable";
    case FileState::Missing:
        return "missing";
    }
    return "pending";
}

} // namespace lookalike
