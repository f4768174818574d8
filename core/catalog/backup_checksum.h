// SPDX-License-Identifier: GPL-3.0-or-later
// Records the checksum of a verified backup in a file next to it that sha256sum(1) can check.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace lookalike {

/// Returns the name of the checksum file, "x.db.sha256".
[[nodiscard]] std::filesystem::path checksumFile(const std::filesystem::path& backup);

/// Hashes `content` and records the digest for `backup`, which is the later name of that file. The
/// file must not be open as a database, because closing it here would drop SQLite's locks.
[[nodiscard]] Result<> recordChecksum(const std::filesystem::path& content,
                                      const std::filesystem::path& backup);

/// Returns the recorded digest; empty if there is no readable record.
[[nodiscard]] std::string recordedChecksum(const std::filesystem::path& backup);

/// Fails with Broken if the backup differs from its record; succeeds if there is no record. The
/// file must not be open as a database, as for recordChecksum().
[[nodiscard]] Result<> compareChecksum(const std::filesystem::path& backup);

} // namespace lookalike
