// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/folder_overlap.h"

#include "core/base/path_bytes.h"
#include "core/catalog/relative_path.h"

#include <algorithm>
#include <system_error>
#include <vector>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

// Returns the identities of the directory and of all its parents, links resolved.
std::vector<FileIdentity> identitiesUpward(const fs::path& path)
{
    std::vector<FileIdentity> chain;
    std::error_code error;
    fs::path directory = fs::canonical(path, error);
    if (error)
        return chain;
    for (;;) {
        if (const auto identity = directoryIdentity(directory))
            chain.push_back(*identity);
        const fs::path parent = directory.parent_path();
        if (parent == directory)
            return chain;
        directory = parent;
    }
}

bool contains(const std::vector<FileIdentity>& chain, const FileIdentity& identity)
{
    return std::find(chain.begin(), chain.end(), identity) != chain.end();
}

} // namespace

Result<> checkOverlap(const fs::path& path, std::span<const FolderRow> roots)
{
    const auto identity = directoryIdentity(path);
    if (!identity)
        return fail(identity);
    const std::vector<FileIdentity> upward = identitiesUpward(path);
    const std::string name(trimSeparators(pathToBytes(path)));
    for (const FolderRow& root : roots) {
        const std::string rootName = pathToBytes(root.path);
        const auto rootIdentity = directoryIdentity(root.path);
        const bool same = rootIdentity ? *rootIdentity == *identity : rootName == name;
        if (same)
            return fail(
                ErrorCode::Conflict,
                "The folder is the same as %1, which is already in the library"_msg(root.path),
                path);
        if (rootIdentity ? contains(upward, *rootIdentity) : pathBelow(rootName, name).has_value())
            return fail(ErrorCode::Conflict,
                        "The folder is inside %1, which is already in the library"_msg(root.path),
                        path);
        if (rootIdentity ? contains(identitiesUpward(root.path), *identity)
                         : pathBelow(name, rootName).has_value())
            return fail(ErrorCode::Conflict,
                        "The folder contains %1, which is already in the library"_msg(root.path),
                        path);
    }
    return {};
}

} // namespace lookalike
