// SPDX-License-Identifier: GPL-3.0-or-later
// What readFile() is made of: a file opened for reading with the stamp it had at that moment.
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

    /// The file as it was when it was opened.
    [[nodiscard]] const FileStamp& stamp() const noexcept { return m_stamp; }

    /// All bytes. Fails with TooLarge before it allocates, and with Changed where the file is no
    /// longer what stamp() says.
    [[nodiscard]] Result<std::vector<std::uint8_t>> readAll(std::uint64_t maxBytes);
    /// The first `count` bytes, fewer where the file ends earlier. For a file just opened.
    [[nodiscard]] Result<std::vector<std::uint8_t>> readHead(std::size_t count);

private:
    OriginalFile(UniqueHandle handle, std::filesystem::path path) noexcept;
    [[nodiscard]] Result<FileStamp> currentStamp() const;
    /// Up to `size` bytes at the current position; 0 at the end.
    [[nodiscard]] Result<std::size_t> readSome(std::uint8_t* out, std::size_t size);

    UniqueHandle m_handle;
    std::filesystem::path m_path;
    FileStamp m_stamp;
};

} // namespace lookalike
