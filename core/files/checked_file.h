// SPDX-License-Identifier: GPL-3.0-or-later
// A file held open and compared with what the catalog believes about it.
#pragma once

#include "core/base/result.h"
#include "core/files/trash.h"
#include "core/files/trash_system.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// A file, opened under its folder, that has the identity, size and time that were expected.
struct CheckedFile {
    std::string path;       ///< absolute, without "." and ".."
    std::string name;       ///< the last part of it
    std::string realFolder; ///< absolute path of its folder, without links
    OpenNode folder;
    OpenNode file;
    NodeInfo info;
    std::vector<FileIdentity> folders; ///< its folder and all above
    bool inTrash = false; ///< or wherever else nothing of the library lies: discard_place.h
    std::chrono::steady_clock::time_point hashedAt{}; ///< when its content was last verified
};

/// Opens and compares. Use it on one thread.
class FileChecker {
public:
    FileChecker(TrashSystem& system, std::stop_token stop);

    /// Fails with Changed where it is another file than expected, with Unsupported for what is no
    /// regular file (a symbolic link is not followed), and as the system says.
    [[nodiscard]] Result<CheckedFile> open(const ExpectedFile& expected);
    /// Reads the whole file, which was just opened, and compares. Fails with Changed, Timeout,
    /// Cancelled or as the system says.
    [[nodiscard]] Result<> verifyContent(CheckedFile& file, const ContentHash& expected);
    /// Whether the file's name still leads to it and nothing about it changed since it was opened.
    [[nodiscard]] bool isUnchanged(const CheckedFile& file);
    /// The content of an open file, from where it was read to. Fails as verifyContent().
    [[nodiscard]] Result<ContentHash> hash(const OpenNode& file, const std::filesystem::path& path);

private:
    TrashSystem& m_system;
    const std::stop_token m_stop;
    std::unique_ptr<std::uint8_t[]> m_buffer;
    std::optional<FileIdentity> m_homeTrash;
};

/// An open folder and all above it, up to the root. Fails as the system does, and with TooLarge
/// where there is no end.
[[nodiscard]] Result<std::vector<FileIdentity>>
foldersUpwards(TrashSystem& system, const OpenNode& folder, const std::filesystem::path& path);

} // namespace lookalike
