// SPDX-License-Identifier: GPL-3.0-or-later
// The backups that a catalog has, as the user chooses between them.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lookalike {

enum class BackupKind : std::uint8_t {
    Daily,         ///< made by itself once a day
    BeforeUpgrade, ///< made by itself before the schema changed
    OnRequest,     ///< made when the user asked
};

struct CatalogBackup {
    std::filesystem::path file;
    BackupKind kind = BackupKind::OnRequest;
    std::int64_t madeAt = 0; ///< seconds since 1970
    std::uint64_t bytes = 0;
    int schema = 0;
    std::uint64_t files = 0; ///< that the catalog knew, missing ones left out
    std::uint64_t embeddings = 0;
    std::uint64_t decisions = 0;
    std::string checksum;        ///< SHA-256, recorded when it was made and verified; may be empty
    std::optional<Error> damage; ///< why it cannot be used, as far as a short look tells
};

/// A short look at each backup beside the catalog, newest first. Damaged ones are listed, too.
[[nodiscard]] std::vector<CatalogBackup> listBackups(const std::filesystem::path& catalog);

/// Only their files, newest first; looks into none.
[[nodiscard]] std::vector<std::filesystem::path> backupsOf(const std::filesystem::path& catalog);

/// What lies in a folder, in no order; nothing where it cannot be listed.
[[nodiscard]] std::vector<std::filesystem::path> entriesOf(const std::filesystem::path& folder);

/// A short look at any catalog file that nobody has open.
[[nodiscard]] CatalogBackup describeBackup(const std::filesystem::path& file);

/// Reads all of it: the checksum where one was recorded, whose it is (Conflict where it is another
/// program's or a newer Lookalike's), and its integrity (Broken). Changes nothing.
[[nodiscard]] Result<> checkBackup(const std::filesystem::path& file);

/// What the name of a backup says; nothing where it says nothing.
[[nodiscard]] std::optional<std::int64_t> backupTime(const std::filesystem::path& file);

/// "20260102-030405", in UTC.
[[nodiscard]] std::string timestampOf(std::int64_t secondsSince1970);

} // namespace lookalike
