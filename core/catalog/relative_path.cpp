// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/relative_path.h"

namespace lookalike {

bool isPathBelow(std::string_view below) noexcept
{
    if (below.empty() || below.find('\0') != std::string_view::npos)
        return false;
    for (std::size_t begin = 0; begin <= below.size();) {
        std::size_t end = begin;
        while (end < below.size() && !isPathSeparator(below[end]))
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
    const bool isDrive = root.size() >= 3 && root[1] == ':' && isPathSeparator(root[2]);
    const bool isShare = root.size() > 2 && isPathSeparator(root[0]) && isPathSeparator(root[1]);
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
    if (!path.empty() && !isPathSeparator(path.back()))
        path.push_back(kPathSeparator);
    path.append(below);
    return path;
}

} // namespace lookalike
