// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/unique_handle.h"

#include <filesystem>
#include <system_error>

namespace lookalike {

/// Locks an open file without waiting. The lock belongs to the handle, not to the process, and is
/// released with it, however the process ends. Returns operation_would_block if another handle has
/// the lock.
[[nodiscard]] std::error_code tryLock(const UniqueHandle& file) noexcept;

/// A lock that at most one object of all programs holds, on a separate file. The file remains when
/// the lock is released. Movable.
class FileLock {
public:
    /// Creates the file if it is missing, accessible only by its owner. Fails with Conflict if
    /// another object holds the lock, and with PermissionDenied if the file cannot be created, for
    /// example on a read-only disk.
    [[nodiscard]] static Result<FileLock> acquire(const std::filesystem::path& file);

private:
    explicit FileLock(UniqueHandle file) noexcept
        : m_file(std::move(file))
    {}
    UniqueHandle m_file;
};

} // namespace lookalike
