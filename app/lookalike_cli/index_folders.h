// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lookalike::cli {

/// Adds the folders that are not in the library yet. A folder that is a root or below one is
/// covered; a folder that contains a root is an error.
[[nodiscard]] Result<> addFolders(PhotoLibrary& library,
                                  const std::vector<std::filesystem::path>& folders);

/// Changes what is left out: adds the patterns `exclude` and removes the patterns `include`, in the
/// roots of `folders`, or in all roots if none is given. Fails with NotFound if a pattern to be
/// removed is in none of them.
[[nodiscard]] Result<> changeExclusions(PhotoLibrary& library,
                                        const std::vector<std::filesystem::path>& folders,
                                        const std::vector<std::string>& exclude,
                                        const std::vector<std::string>& include);

} // namespace lookalike::cli
