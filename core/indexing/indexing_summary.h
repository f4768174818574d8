// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <cstdint>
#include <vector>

namespace lookalike {

/// The result of one indexing run.
struct IndexingSummary {
    std::uint64_t found = 0;    ///< regular files in what could be listed
    std::uint64_t embedded = 0; ///< contents that were read and encoded in this run
    std::uint64_t reused = 0;   ///< files whose content already had an embedding
    std::uint64_t failed = 0;   ///< broken or unreadable files of this run
    /// Photos in places where no photo was known, and those that were missing and came back.
    std::uint64_t added = 0;
    std::uint64_t changed = 0; ///< photos in known places, with other bytes than before
    std::uint64_t missing = 0; ///< photos that were there at the last scan, or are left out now
    std::vector<FolderRow> offline; ///< roots that could not be listed; nothing was inferred
    /// Folders that could not be read, and why roots are offline.
    std::vector<Error> problems;
    bool cancelled = false;
};

} // namespace lookalike
