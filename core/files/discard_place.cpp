// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/discard_place.h"

#include "core/base/ascii.h"
#include "core/base/path_bytes.h"
#include "core/files/moves/move_record.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

namespace lookalike {

namespace {

constexpr std::array<std::string_view, 26> kFolders{
    "$recycle.bin",              // Windows
    "recycler",                  // Windows XP
    "system volume information", // Windows: shadow copies
    ".dtrash",                   // digiKam
    "@recycle",                  // QNAP
    "@recently-snapshot",        // QNAP
    "#recycle",                  // Synology
    "#snapshot",                 // Synology
    "@eadir",                    // Synology: thumbnails
    "@sharebin",                 // Synology
    "#trash",                    // other network storage
    "@trash",                    //
    "~snapshot",                 // NetApp
    ".snapshot",                 // NetApp
    ".snapshots",                // snapper
    ".zfs",                      // ZFS: snapshots
    ".stversions",               // Syncthing
    ".sync",                     // Resilio: Archive
    ".caltrash",                 // calibre
    ".dropbox.cache",            // Dropbox: deleted files, for days
    ".documentrevisions-v100",   // macOS: versions
    ".mobilebackups",            // macOS: local snapshots
    "network trash folder",      // AFP
    "files_trashbin",            // Nextcloud, ownCloud
    "files_versions",            //
    ".colorosgalleryrecycler",   // OPPO
};

/// Words that mark a hidden folder.
constexpr std::array<std::string_view, 3> kHiddenWords{"trash", "recycle", "thumb"};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

bool isDiscardFolder(std::string_view name, std::string_view parent)
{
    const std::string lower = asciiLower(name);
    if (std::ranges::find(kFolders, lower) != kFolders.end())
        return true;
    if (lower.starts_with('.') || lower.starts_with('$'))
        return std::ranges::any_of(kHiddenWords, [&](std::string_view word) {
            return lower.find(word) != std::string::npos;
        });
    // In lower case, a photo folder may have these names.
    return name == "RECYCLED" || (name == "files" && parent == "Trash");
}

bool isDiscardedFile(std::string_view name)
{
    if (isDraftName(name))
        return true;
    for (const std::string_view prefix : {".trashed-", ".pending-"}) {
        if (!equalInAnyCase(name.substr(0, prefix.size()), prefix))
            continue;
        const std::string_view rest = name.substr(prefix.size());
        const auto digits =
            static_cast<std::size_t>(std::ranges::find_if_not(rest, isDigit) - rest.begin());
        return digits > 0 && digits < rest.size() && rest[digits] == '-';
    }
    return false;
}

bool isDiscarded(const std::filesystem::path& path)
{
    std::string parent;
    for (const auto& part : path.parent_path()) {
        std::string name = pathToBytes(part);
        if (isDiscardFolder(name, parent))
            return true;
        parent = std::move(name);
    }
    return isDiscardedFile(pathToBytes(path.filename()));
}

std::vector<FileIdentity> homeTrashes()
{
    std::vector<std::filesystem::path> folders;
    if (const char* const data = std::getenv("XDG_DATA_HOME"); data != nullptr && data[0] == '/')
        folders.push_back(std::filesystem::path(data) / "Trash");
    if (const char* const home = std::getenv("HOME"); home != nullptr && home[0] == '/') {
        folders.push_back(std::filesystem::path(home) / ".local/share/Trash");
        folders.push_back(std::filesystem::path(home) / ".Trash");
    }
    std::vector<FileIdentity> found;
    for (const auto& folder : folders)
        if (const auto identity = directoryIdentity(folder))
            found.push_back(*identity);
    return found;
}

} // namespace lookalike
