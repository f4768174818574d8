// SPDX-License-Identifier: GPL-3.0-or-later
// What a backup was when it was verified, in a file beside it that sha256sum(1) can check, too.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace lookalike {

/// "x.db.sha256".
[[nodiscard]] std::filesystem::path checksumFile(const std::filesystem::path& backup);

/// Hashes `content` and writes that down for `backup`, which gets its name later. Nobody may have
/// `content` open as a database: closing it would drop the locks on it.
[[nodiscard]] Result<> recordChecksum(const std::filesystem::path& content,
                                      const std::filesystem::path& backup);

/// The recorded digest, or nothing where there is no readable record.
[[nodiscard]] std::string recordedChecksum(const std::filesystem::path& backup);

/// Broken where the backup differs from its record; fine where there is none. The same care as
/// with recordChecksum().
[[nodiscard]] Result<> compareChecksum(const std::filesystem::path& backup);

} // namespace lookalike
