// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <cstdint>
#include <vector>

namespace lookalike {

/// What one run of indexing did.
struct IndexingSummary {
    std::uint64_t found = 0;        ///< regular files under the roots that could be listed
    std::uint64_t embedded = 0;     ///< contents that were read and encoded in this run
    std::uint64_t reused = 0;       ///< files whose content already had an embedding
    std::uint64_t failed = 0;       ///< broken or unreadable files of this run
    std::vector<FolderRow> offline; ///< roots that could not be listed; nothing was inferred
    std::vector<Error>
        problems; ///< folders that could not be looked into, and why roots are offline
    bool cancelled = false;
};

} // namespace lookalike
