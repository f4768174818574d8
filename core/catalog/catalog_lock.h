// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file_lock.h"

namespace lookalike {

/// Acquires the lock of the one instance that may write to a catalog: "<catalog>.lock". Fails as
/// FileLock::acquire() does.
[[nodiscard]] Result<FileLock> lockCatalog(const std::filesystem::path& catalog);

} // namespace lookalike
