// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/distinct_paths.h"

#include "ui/text/display_text.h"

#include <algorithm>

namespace lookalike::text {

namespace fs = std::filesystem;

QString distinctName(const fs::path& path, const fs::path& other)
{
    fs::path name = path.filename();
    fs::path otherName = other.filename();
    fs::path folder = path.parent_path();
    fs::path otherFolder = other.parent_path();
    while (name == otherName && folder.has_filename() && path != other) {
        name = folder.filename() / name;
        otherName = otherFolder.filename() / otherName;
        folder = folder.parent_path();
        otherFolder = otherFolder.parent_path();
    }
    return displayText(name);
}

std::pair<QString, QString> distinctFolders(const fs::path& a, const fs::path& b)
{
    const fs::path first = a.parent_path();
    const fs::path second = b.parent_path();
    if (first == second)
        return {displayName(first), displayName(first)};
    const auto [left, right] =
        std::mismatch(first.begin(), first.end(), second.begin(), second.end());
    // Where one lies in the other, both begin with the last folder that they share.
    const bool nested = left == first.end() || right == second.end();
    const auto from = [nested](fs::path::iterator at, const fs::path& whole) {
        fs::path rest;
        if (nested && at != whole.begin())
            --at;
        for (; at != whole.end(); ++at)
            rest /= *at;
        return displayText(rest);
    };
    return {from(left, first), from(right, second)};
}

} // namespace lookalike::text
