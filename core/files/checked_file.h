// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a file open and compares it with what the catalog expects.
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

/// A file opened through its folder, whose identity, size and time are as expected.
struct CheckedFile {
    std::string path;       ///< absolute, without "." and ".."
    std::string name;       ///< the last part of the path
    std::string realFolder; ///< absolute path of its folder, without links
    OpenNode folder;
    OpenNode file;
    NodeInfo info;
    std::vector<FileIdentity> folders; ///< its folder and all folders above
    bool inTrash = false;              ///< or in any other place excluded by discard_place.h
    std::chrono::steady_clock::time_point verifiedAt{}; ///< when its bytes were last verified
};

/// Opens and compares files. Use it on one thread.
class FileChecker {
public:
    FileChecker(TrashSystem& system, std::stop_token stop);

    /// Fails with Changed if it is not the expected file, with Unsupported if it is not a regular
    /// file (symbolic links are not followed), and as the system does.
    [[nodiscard]] Result<CheckedFile> open(const ExpectedFile& expected);
    /// Reads the whole file and compares its hash. Fails with Changed, Timeout, Cancelled, and as
    /// the system does.
    [[nodiscard]] Result<> verifyContent(CheckedFile& file, const ContentHash& expected);
    /// Returns true if the file's name still leads to it and it has not changed since it was
    /// opened.
    [[nodiscard]] bool isUnchanged(const CheckedFile& file);
    /// Reads both files completely and compares their bytes, which proves more than a hash can.
    /// Fails as verifyContent() does, and with Changed if they differ.
    [[nodiscard]] Result<> compareBytes(CheckedFile& copy, const CheckedFile& original);
    /// Reads the whole original and writes it into `copy`, which is empty. Fails as
    /// verifyContent() does, and as writing does.
    [[nodiscard]] Result<> copyBytes(const CheckedFile& original, const OpenNode& copy,
                                     const std::filesystem::path& copyPath);
    /// Hashes a whole open file, of about `bytes` where it may be a large one. Fails as
    /// verifyContent() does.
    [[nodiscard]] Result<ContentHash> hash(const OpenNode& file, const std::filesystem::path& path,
                                           HashKind kind, std::uint64_t bytes = 0);
    /// What a file holds that is as its stamp says; for companions, which the catalog has not read.
    [[nodiscard]] Result<ContentHash> contentOf(const ExpectedFile& file);

private:
    using Deadline = std::chrono::steady_clock::time_point;
    [[nodiscard]] Deadline deadlineFor(std::uint64_t bytes);
    /// Fills `out` completely unless the file ends.
    [[nodiscard]] Result<std::size_t> readPart(const OpenNode& file, std::span<std::uint8_t> out,
                                               const std::filesystem::path& path,
                                               Deadline deadline);
    [[nodiscard]] Result<> rewind(const OpenNode& file, const std::filesystem::path& path);

    TrashSystem& m_system;
    const std::stop_token m_stop;
    const std::unique_ptr<std::uint8_t[]> m_buffer;
    const std::unique_ptr<std::uint8_t[]> m_other; ///< for the second of two files
    std::optional<FileIdentity> m_homeTrash;
};

/// Returns an open folder and all folders above it up to the root. Fails as the system does, and
/// with TooLarge if the chain does not end.
[[nodiscard]] Result<std::vector<FileIdentity>>
foldersUpwards(TrashSystem& system, const OpenNode& folder, const std::filesystem::path& path);

} // namespace lookalike
