// SPDX-License-Identifier: GPL-3.0-or-later
// A file held open and compared with what the catalog believes about it.
#pragma once

#include "core/base/result.h"
#include "core/files/trash/trash.h"
#include "core/files/trash/trash_system.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
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
    std::chrono::steady_clock::time_point verifiedAt{}; ///< when its bytes were last verified
};

/// Opens and compares. Use it on one thread.
class FileChecker {
public:
    FileChecker(TrashSystem& system, std::stop_token stop);

    /// Fails with Changed where it is another file than expected, with Unsupported for what is no
    /// regular file (a symbolic link is not followed), and as the system says.
    [[nodiscard]] Result<CheckedFile> open(const ExpectedFile& expected);
    /// Reads the whole file and compares its hash. Fails with Changed, Timeout, Cancelled or as the
    /// system says.
    [[nodiscard]] Result<> verifyContent(CheckedFile& file, const ContentHash& expected);
    /// Whether the file's name still leads to it and nothing about it changed since it was opened.
    [[nodiscard]] bool isUnchanged(const CheckedFile& file);
    /// Reads both files to their ends and compares their bytes: what no hash can promise. Fails as
    /// verifyContent(), with Changed where they differ.
    [[nodiscard]] Result<> compareBytes(CheckedFile& copy, const CheckedFile& original);
    /// The hash of a whole open file. Fails as verifyContent().
    [[nodiscard]] Result<ContentHash> hash(const OpenNode& file, const std::filesystem::path& path,
                                           HashKind kind);

private:
    using Deadline = std::chrono::steady_clock::time_point;
    /// Fills `out`, less than that only at the file's end.
    [[nodiscard]] Result<std::size_t> readPart(const OpenNode& file, std::span<std::uint8_t> out,
                                               const std::filesystem::path& path,
                                               Deadline deadline);
    [[nodiscard]] Result<> rewind(const OpenNode& file, const std::filesystem::path& path);

    TrashSystem& m_system;
    const std::stop_token m_stop;
    const std::unique_ptr<std::uint8_t[]> m_buffer;
    const std::unique_ptr<std::uint8_t[]> m_other; ///< for the second file of two
    std::optional<FileIdentity> m_homeTrash;
};

/// An open folder and all above it, up to the root. Fails as the system does, and with TooLarge
/// where there is no end.
[[nodiscard]] Result<std::vector<FileIdentity>>
foldersUpwards(TrashSystem& system, const OpenNode& folder, const std::filesystem::path& path);

} // namespace lookalike
