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

bool isPathBelow(std::string_view below) noexcept
{
    if (below.empty() || below.find('\0') != std::string_view::npos)
        return false;
    for (std::size_t begin = 0; begin <= below.size();) {
        std::size_t end = begin;
        while (end < below.size() && !isSeparator(below[end]))
            ++end;
        const std::string_view name = below.substr(begin, end - begin);
        if (name.empty() || name == "." || name == "..")
            return false;
        begin = end + 1;
    }
    return true;
}

bool isRootPath(std::string_view root) noexcept
{
#ifdef _WIN32
    const bool isDrive = root.size() >= 3 && root[1] == ':' && isSeparator(root[2]);
    const bool isShare = root.size() > 2 && isSeparator(root[0]) && isSeparator(root[1]);
    if (!isDrive && !isShare)
        return false;
    root.remove_prefix(isDrive ? 3 : 2);
#else
    if (root.empty() || root.front() != '/')
        return false;
    root.remove_prefix(1);
#endif
    return root.empty() || isPathBelow(root);
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
