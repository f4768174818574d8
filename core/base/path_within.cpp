// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path_within.h"

#include "core/base/path_bytes.h"

namespace lookalike {

std::string_view trimSeparators(std::string_view path) noexcept
{
    while (path.size() > 1 && isPathSeparator(path.back()) && path[path.size() - 2] != ':')
        path.remove_suffix(1);
    return path;
}

std::optional<std::string_view> pathBelow(std::string_view folder, std::string_view path) noexcept
{
    if (folder.empty() || path.size() <= folder.size() || !path.starts_with(folder))
        return std::nullopt;
    path.remove_prefix(folder.size());
    if (isPathSeparator(folder.back()))
        return path;
    if (!isPathSeparator(path.front()) || path.size() == 1)
        return std::nullopt;
    path.remove_prefix(1);
    return path;
}

bool isPathWithin(const std::filesystem::path& folder, const std::filesystem::path& path)
{
    const std::string outer = pathToBytes(folder);
    const std::string inner = pathToBytes(path);
    const std::string_view name = trimSeparators(outer);
    return !name.empty() && (trimSeparators(inner) == name || pathBelow(name, inner));
}

} // namespace lookalike
