// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/relative_path.h"

namespace lookalike {

namespace {

bool isSeparator(char c) noexcept
{
    return c == kPathSeparator || c == '/'; // Windows takes both
}

} // namespace

std::optional<std::string_view> pathBelow(std::string_view root, std::string_view path) noexcept
{
    if (root.empty() || path.size() <= root.size() || path.substr(0, root.size()) != root)
        return std::nullopt;
    path.remove_prefix(root.size());
    if (isSeparator(root.back()))
        return path;
    if (!isSeparator(path.front()) || path.size() == 1)
        return std::nullopt;
    path.remove_prefix(1);
    return path;
}

std::string joinPath(std::string_view root, std::string_view below)
{
    std::string path(root);
    if (!path.empty() && !isSeparator(path.back()))
        path.push_back(kPathSeparator);
    path.append(below);
    return path;
}

std::string_view trimSeparators(std::string_view path) noexcept
{
    while (path.size() > 1 && isSeparator(path.back()) && path[path.size() - 2] != ':')
        path.remove_suffix(1);
    return path;
}

} // namespace lookalike
