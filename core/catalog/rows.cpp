// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/rows.h"

#include "core/catalog/catalog_reader.h"

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

bool ContentFilter::isEmpty() const
{
    return folders.empty() && !takenAfter && !takenBefore && formats.empty() && !minPixels &&
           !maxPixels && shape == Shape::Any && !cameraOnly && !originalsOnly;
}

} // namespace lookalike
