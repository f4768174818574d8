// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/volume_care.h"

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

// Names that matter here are in plain English letters: others stay as they are.
std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

} // namespace

bool isBackup(const std::filesystem::path& folder, std::string_view volume)
{
    const std::string name = lowered(volume);
    if (std::ranges::any_of(kBackupWords, [&](std::string_view word) {
            return name.find(word) != std::string::npos;
        }))
        return true;
    return std::ranges::any_of(folder, [](const std::filesystem::path& part) {
        return std::ranges::find(kBackupFolders, lowered(pathToBytes(part))) !=
               kBackupFolders.end();
    });
}

} // namespace lookalike
