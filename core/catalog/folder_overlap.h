// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/catalog/rows.h"

#include <filesystem>
#include <span>

namespace lookalike {

/// Conflict where `path` is the same directory as one of `roots`, lies below it, or holds it. Asked
/// of the file system, not of the names: directories are compared by identity on the way up, so
/// that links, "..", and another spelling of the case do not hide anything. A root that cannot be
/// looked at now is compared by name. Fails as directoryIdentity() does for `path` itself.
[[nodiscard]] Result<> checkOverlap(const std::filesystem::path& path,
                                    std::span<const FolderRow> roots);

} // namespace lookalike
