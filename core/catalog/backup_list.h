// SPDX-License-Identifier: GPL-3.0-or-later
// Lists the backups of a catalog for the user to choose from.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lookalike {

enum class BackupKind : std::uint8_t {
    Daily,         ///< made automatically once a day
    BeforeUpgrade, ///< made automatically before a schema change
    OnRequest,     ///< requested by the user
};

struct CatalogBackup {
    std::filesystem::path file;
    BackupKind kind = BackupKind::OnRequest;
    std::int64_t madeAt = 0; ///< seconds since 1970
    std::uint64_t bytes = 0;
    int schema = 0;
    std::uint64_t files = 0; ///< files the catalog knew, without missing ones
    std::uint64_t embeddings = 0;
    std::uint64_t decisions = 0;
    std::string checksum;        ///< SHA-256 recorded when it was verified; may be empty
    std::optional<Error> damage; ///< why it cannot be used, as far as a quick check shows
};

/// Quickly checks each backup beside the catalog. Newest first, including damaged ones.
[[nodiscard]] std::vector<CatalogBackup> listBackups(const std::filesystem::path& catalog);

/// Returns only their file names, newest first, without opening them.
[[nodiscard]] std::vector<std::filesystem::path> backupsOf(const std::filesystem::path& catalog);

/// Returns the entries of a folder in no particular order; empty if it cannot be listed.
[[nodiscard]] std::vector<std::filesystem::path> entriesOf(const std::filesystem::path& folder);

/// Quickly checks any catalog file that is not open.
[[nodiscard]] CatalogBackup describeBackup(const std::filesystem::path& file);

/// Reads the whole backup and checks its recorded checksum (if any), its owner (fails with Conflict
/// if it belongs to another program or a newer Lookalike), and its integrity (Broken). Changes
/// nothing.
[[nodiscard]] Result<> checkBackup(const std::filesystem::path& file);

/// Returns the time in a backup's file name; nothing if the name has none.
[[nodiscard]] std::optional<std::int64_t> backupTime(const std::filesystem::path& file);

/// Returns a UTC timestamp like "20260102-030405".
[[nodiscard]] std::string timestampOf(std::int64_t secondsSince1970);

} // namespace lookalike
