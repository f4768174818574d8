// SPDX-License-Identifier: GPL-3.0-or-later
// Files of the program itself, which must never be opened as photos: closing any descriptor of an
// SQLite file drops its locks.
#pragma once

#include "core/files/file_reader.h"

#include <filesystem>
#include <functional>

namespace lookalike {

/// While it exists, readFile(), readFileHead() and the trash refuse files for which `isOwn` returns
/// true. `isOwn` is called on any thread and must not open files.
class OwnFiles {
public:
    using Test =
        std::function<bool(const std::filesystem::path& path, const FileIdentity& identity)>;
    explicit OwnFiles(Test isOwn);
    OwnFiles(const OwnFiles&) = delete;
    OwnFiles& operator=(const OwnFiles&) = delete;
    ~OwnFiles(); ///< waits for a running call of `isOwn`
};

/// Fails with PermissionDenied for a file of the program itself. Call it before a file is opened,
/// with the identity that its name leads to.
[[nodiscard]] Result<> checkForeign(const std::filesystem::path& path,
                                    const FileIdentity& identity);

} // namespace lookalike
