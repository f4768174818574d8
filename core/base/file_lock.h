// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/unique_handle.h"

#include <filesystem>
#include <system_error>

namespace lookalike {

/// Takes the lock of an open file without waiting. It belongs to the handle, not to the process,
/// and goes with the handle, however the process ends. operation_would_block where another handle
/// has it.
[[nodiscard]] std::error_code tryLock(const UniqueHandle& file) noexcept;

/// A lock that one object holds at a time, of all programs together, on a file of its own. The file
/// stays when the lock goes. Movable.
class FileLock {
public:
    /// Creates the file where it is missing, for its owner alone. Fails with Conflict where another
    /// object holds the lock, and with PermissionDenied where the file cannot be created, as on a
    /// read-only disk.
    [[nodiscard]] static Result<FileLock> acquire(const std::filesystem::path& file);

private:
    explicit FileLock(UniqueHandle file) noexcept
        : m_file(std::move(file))
    {}
    UniqueHandle m_file;
};

} // namespace lookalike
