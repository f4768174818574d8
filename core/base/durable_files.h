// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace lookalike {

/// Brings a file's bytes, or a folder's entries, to the disk. Does nothing on Windows, where
/// closing is all there is to do.
[[nodiscard]] Result<> syncToDisk(const std::filesystem::path& path);

} // namespace lookalike
