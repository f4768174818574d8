// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/protection_reason.h"

#include "core/base/ascii.h"
#include "core/base/path_bytes.h"

#include <algorithm>
#include <array>
#include <string>

namespace lookalike {

namespace {

constexpr std::array<std::string_view, 12> kBackupFolders{
    "backups.backupdb", ".timemachine",       "timeshift",   "rsnapshot",
    "backintime",       ".snapshots",         ".snapshot",   ".zfs",
    "#snapshot",        "@recently-snapshot", "filehistory", "windowsimagebackup"};

constexpr std::array<std::string_view, 4> kBackupWords{"backup", "back-up", "time machine",
                                                       "timemachine"};

} // namespace

bool isBackup(const std::filesystem::path& folder, std::string_view volume)
{
    const std::string name = asciiLower(volume);
    if (std::ranges::any_of(kBackupWords, [&](std::string_view word) {
            return name.find(word) != std::string::npos;
        }))
        return true;
    return std::ranges::any_of(folder, [](const std::filesystem::path& part) {
        return std::ranges::find(kBackupFolders, asciiLower(pathToBytes(part))) !=
               kBackupFolders.end();
    });
}

} // namespace lookalike
