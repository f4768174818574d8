// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace lookalike {

/// Held by the one instance that may write to a catalog, on a file of its own beside it. The
/// operating system frees it however the process ends (flock(2); LockFileEx on Windows); the file
/// itself stays. Movable; owned by the catalog.
class SessionLock {
public:
    /// Fails with Conflict where somebody else holds it (also within this process), and with
    /// PermissionDenied where the file cannot be created, as on a read-only disk.
    [[nodiscard]] static Result<SessionLock> acquire(const std::filesystem::path& file);
    SessionLock(SessionLock&& other) noexcept;
    SessionLock& operator=(SessionLock&&) = delete;
    ~SessionLock();

private:
#ifdef _WIN32
    using Handle = void*;
#else
    using Handle = int;
#endif
    explicit SessionLock(Handle handle) noexcept;
    Handle m_handle;
};

} // namespace lookalike
