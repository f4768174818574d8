// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/image/decoder.h"
#include "core/indexing/crash_guard.h"
#include "core/library/filter_cache.h"

namespace lookalike {

/// What the parts of an open library share. All of it outlives them.
struct LibraryParts {
    Catalog& catalog;
    const Decoder& decoder;
    CrashGuard* crashGuard; ///< null where the catalog is read-only
    FilterCache& filters;
};

} // namespace lookalike
