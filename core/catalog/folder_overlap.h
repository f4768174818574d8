// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/catalog/rows.h"

#include <filesystem>
#include <span>

namespace lookalike {

/// Fails with Conflict if `path` is the same directory as one of `roots`, is below it, or contains
/// it. Compares directory identities on the way up instead of names, so that links, ".." and other
/// spellings cannot hide an overlap. A root that is not accessible is compared by name. Fails as
/// directoryIdentity() does for `path` itself.
[[nodiscard]] Result<> checkOverlap(const std::filesystem::path& path,
                                    std::span<const FolderRow> roots);

} // namespace lookalike
