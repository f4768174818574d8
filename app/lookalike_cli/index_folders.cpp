// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/index_folders.h"

#include "app/lookalike_cli/output.h"
#include "core/base/path_within.h"
#include "core/base/system_error.h"

#include <algorithm>
#include <set>

namespace lookalike::cli {

namespace {

std::string reasonFor(ProtectionReason reason)
{
    switch (reason) {
    case ProtectionReason::None:
        break;
    case ProtectionReason::ReadOnly:
        return "is read-only";
    case ProtectionReason::Network:
        return "is on a network drive";
    case ProtectionReason::Backup:
        return "looks like a backup";
    }
    return {};
}

/// Returns true if a root is meant by one of `folders`, or if there is none.
bool isMeant(const FolderRow& root, const std::vector<std::filesystem::path>& folders)
{
    return folders.empty() ||
           std::ranges::any_of(folders, [&](const std::filesystem::path& folder) {
               std::error_code error;
               const auto real = std::filesystem::canonical(folder, error);
               return !error && isPathWithin(root.path, real);
           });
}

} // namespace

Result<> addFolders(PhotoLibrary& library, const std::vector<std::filesystem::path>& folders)
{
    std::set<std::filesystem::path> given;
    for (const std::filesystem::path& folder : folders) {
        std::error_code error;
        const auto real = std::filesystem::canonical(folder, error);
        if (error)
            return fail(ErrorCode::NotFound, "Cannot find the folder (%1)"_msg(systemReason(error)),
                        folder);
        if (!given.insert(real).second) {
            printError("This folder is given twice and read once: " + displayPath(folder));
            continue;
        }
        const auto status = library.status();
        if (!status)
            return fail(status);
        const auto cover = std::ranges::find_if(
            status->folders, [&](const FolderRow& row) { return isPathWithin(row.path, real); });
        if (cover != status->folders.end()) {
            if (cover->path != real)
                printError("This folder is inside " + displayPath(cover->path) +
                           ", which is already indexed: " + displayPath(folder));
            continue;
        }
        const auto added = library.addFolder(real);
        if (!added)
            return fail(added);
        if (added->protection != ProtectionReason::None)
            printError("Protected from the trash, because it " + reasonFor(added->protection) +
                       ": " + displayPath(real) + "  (undo with: lookalike-cli protect --off)");
    }
    return {};
}

Result<> changeExclusions(PhotoLibrary& library, const std::vector<std::filesystem::path>& folders,
                          const std::vector<std::string>& exclude,
                          const std::vector<std::string>& include)
{
    if (exclude.empty() && include.empty())
        return {};
    const auto status = library.status();
    if (!status)
        return fail(status);
    std::set<std::string> unknown(include.begin(), include.end());
    for (const FolderRow& root : status->folders) {
        if (!isMeant(root, folders))
            continue;
        std::set<std::string> patterns(root.exclusions.begin(), root.exclusions.end());
        for (const std::string& pattern : include)
            if (patterns.erase(pattern) != 0)
                unknown.erase(pattern);
        patterns.insert(exclude.begin(), exclude.end());
        if (auto set = library.setExclusions(root.id, {patterns.begin(), patterns.end()}); !set)
            return set;
    }
    if (!unknown.empty())
        return fail(ErrorCode::NotFound, "No folder has this exclusion: %1"_msg(*unknown.begin()));
    return {};
}

} // namespace lookalike::cli
