// SPDX-License-Identifier: GPL-3.0-or-later
// The implementation of readFile(): a file opened for reading, with its stamp at that moment.
#pragma once

#include "core/base/result.h"
#include "core/base/unique_handle.h"
#include "core/files/file_reader.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace lookalike {

/// Owns the descriptor (the handle on Windows). Use it on one thread.
class OriginalFile {
public:
    /// Opens a regular file without following a symbolic link and without blocking on a FIFO.
    /// Fails as statFile() does.
    [[nodiscard]] static Result<OriginalFile> open(const std::filesystem::path& path);

    /// Returns the stamp of the file when it was opened.
    [[nodiscard]] const FileStamp& stamp() const noexcept { return m_stamp; }

    /// Reads all bytes. Fails with TooLarge before it allocates, and with Changed if the file no
    /// longer matches stamp().
    [[nodiscard]] Result<std::vector<std::uint8_t>> readAll(std::uint64_t maxBytes);
    /// Reads the first `count` bytes, or all of a shorter file. Call it before any other read.
    [[nodiscard]] Result<std::vector<std::uint8_t>> readHead(std::size_t count);

private:
    OriginalFile(UniqueHandle handle, std::filesystem::path path) noexcept;
    [[nodiscard]] Result<FileStamp> currentStamp() const;
    /// Reads up to `size` bytes at the current position; returns 0 at the end.
    [[nodiscard]] Result<std::size_t> readSome(std::uint8_t* out, std::size_t size);

    UniqueHandle m_handle;
    std::filesystem::path m_path;
    FileStamp m_stamp;
};

} // namespace lookalike
