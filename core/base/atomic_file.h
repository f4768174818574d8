// SPDX-License-Identifier: GPL-3.0-or-later
// Writes files atomically: completely or not at all, even if the program crashes or the power
// fails. Any thread.
#pragma once

#include "core/base/result.h"
#include "core/base/unique_handle.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <span>
#include <string_view>
#include <system_error>

namespace lookalike {

/// Writes to a temporary file beside the target. Without commit(), the temporary file is removed.
class AtomicFile {
public:
    /// The folder of `file` must exist.
    [[nodiscard]] static Result<AtomicFile> create(std::filesystem::path file);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    [[nodiscard]] Result<> write(std::span<const std::byte> bytes);
    [[nodiscard]] Result<> write(std::string_view bytes);
    /// Syncs the bytes to disk and replaces the target. The object must not be used afterwards.
    [[nodiscard]] Result<> commit();

private:
    AtomicFile() = default;

    std::filesystem::path m_file;
    std::filesystem::path m_temporary; ///< empty if there is none to remove
    std::ofstream m_stream;
};

/// Writes a whole file with AtomicFile.
[[nodiscard]] Result<> writeAtomically(const std::filesystem::path& file, std::string_view bytes);

/// Does what commit() does for a complete temporary file written by another library.
[[nodiscard]] Result<> replaceFile(const std::filesystem::path& temporary,
                                   const std::filesystem::path& file);

/// Syncs a file's bytes, or a folder's entries, to disk. Windows syncs folders itself.
[[nodiscard]] Result<> syncToDisk(const std::filesystem::path& path);
/// Does the same for a file that is open for writing.
[[nodiscard]] std::error_code syncHandle(UniqueHandle::Value file) noexcept;

} // namespace lookalike
