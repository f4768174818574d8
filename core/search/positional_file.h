// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/unique_handle.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace lookalike {

/// A file that is read and written at given offsets and never mapped into memory. Owns the
/// descriptor. Keeps no file position, so threads may share an object.
class PositionalFile {
public:
    enum class Access {
        Read,
        ReadWrite, ///< an existing file; excludes other writers
        Create,    ///< like ReadWrite, but truncates the file or creates it
    };
    /// Fails with NotFound, PermissionDenied, IoError, or Conflict if another writer has the file
    /// open.
    [[nodiscard]] static Result<PositionalFile> open(const std::filesystem::path& path,
                                                     Access access);

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }
    [[nodiscard]] Result<std::uint64_t> size() const;
    /// Reads exactly `bytes` bytes. Fails with Broken if the file ends earlier.
    [[nodiscard]] Result<> readAt(std::uint64_t offset, void* out, std::size_t bytes) const;
    [[nodiscard]] Result<> writeAt(std::uint64_t offset, const void* data, std::size_t bytes);

private:
    PositionalFile(UniqueHandle handle, std::filesystem::path path) noexcept;

    UniqueHandle m_handle;
    std::filesystem::path m_path; ///< as passed to open(), for messages
};

} // namespace lookalike
