// SPDX-License-Identifier: GPL-3.0-or-later
// Which folders are better protected from the trash until the user says otherwise: a volume that
// was made read-only, what others share over a network, and what is kept as a backup.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace lookalike {

/// Why the photos of a folder deserve care.
enum class ProtectionReason : std::uint8_t {
    None,
    ReadOnly, ///< the volume cannot be written to now
    Network,  ///< networkFileSystem()
    Backup,   ///< the volume's name says so, or the folder lies in what a backup program made
};

/// For `folder`, which exists. None where nothing can be told. Any thread.
[[nodiscard]] ProtectionReason protectionReason(const std::filesystem::path& folder);

/// The rule for backups: `volume` is the volume's own name or that of the folder it is mounted at
/// ("Backup of 2024", "Time Machine"); `folder` is looked through for the folders of Time Machine,
/// Timeshift, rsnapshot, Back In Time and of file systems that keep snapshots.
[[nodiscard]] bool isBackup(const std::filesystem::path& folder, std::string_view volume);

} // namespace lookalike
