// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/content_filter.h"

#include "core/base/path_bytes.h"
#include "core/base/path_within.h"

#include <algorithm>

namespace lookalike {

bool ContentFilter::passesFolders(const std::filesystem::path& path) const
{
    return folders.empty() ||
           std::ranges::any_of(folders, [&](const std::filesystem::path& folder) {
               if (withSubfolders)
                   return isPathWithin(folder, path);
               const std::string bytes = pathToBytes(folder);
               const std::string file = pathToBytes(path);
               const auto below = pathBelow(trimSeparators(bytes), file);
               return below && std::ranges::none_of(*below, isPathSeparator);
           });
}

} // namespace lookalike
