// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/unique_handle.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace lookalike {

/// A file read and written at given offsets, never mapped into memory. Owns the descriptor.
/// Reading and writing keep no position, so threads may share an object.
class PositionalFile {
public:
    enum class Access {
        Read,
        ReadWrite, ///< an existing file, for one writer at a time
        Create,    ///< the same, emptied first
    };
    /// Fails with NotFound, PermissionDenied, IoError, or Conflict where another writer has it.
    [[nodiscard]] static Result<PositionalFile> open(const std::filesystem::path& path,
                                                     Access access);

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }
    [[nodiscard]] Result<std::uint64_t> size() const;
    /// All `bytes` of them: Broken where the file ends earlier.
    [[nodiscard]] Result<> readAt(std::uint64_t offset, void* out, std::size_t bytes) const;
    [[nodiscard]] Result<> writeAt(std::uint64_t offset, const void* data, std::size_t bytes);

private:
    PositionalFile(UniqueHandle handle, std::filesystem::path path) noexcept;

    UniqueHandle m_handle;
    std::filesystem::path m_path; ///< as it was opened, for messages
};

} // namespace lookalike
