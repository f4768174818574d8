// SPDX-License-Identifier: GPL-3.0-or-later
// Files that the program itself works with, and that must never be opened as a photo, whoever names
// them: closing any descriptor of a SQLite file drops the locks that guard it.
#pragma once

#include "core/files/file_reader.h"

#include <filesystem>
#include <functional>

namespace lookalike {

/// As long as it lives, readFile(), readFileHead() and the trash refuse what `isOwn` says is the
/// program's own. `isOwn` is called on any thread and opens nothing.
class OwnFiles {
public:
    using Test =
        std::function<bool(const std::filesystem::path& path, const FileIdentity& identity)>;
    explicit OwnFiles(Test isOwn);
    OwnFiles(const OwnFiles&) = delete;
    OwnFiles& operator=(const OwnFiles&) = delete;
    ~OwnFiles(); ///< waits for a call of `isOwn` that goes on
};

/// Fails with PermissionDenied for a file of the program's own. Asked before a file is opened, with
/// the identity that its name leads to.
[[nodiscard]] Result<> checkForeign(const std::filesystem::path& path,
                                    const FileIdentity& identity);

} // namespace lookalike
