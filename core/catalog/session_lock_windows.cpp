// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/catalog/session_lock.h"

#include <windows.h>

#include <utility>

namespace lookalike {

Result<SessionLock> SessionLock::acquire(const std::filesystem::path& file)
{
    const HANDLE handle = ::CreateFileW(
        file.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
        OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return failSystem(lastSystemError(), "Cannot create the lock file"_msg, file);
    SessionLock lock(handle);
    OVERLAPPED whole{};
    if (!::LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
                      &whole)) {
        if (::GetLastError() == ERROR_LOCK_VIOLATION)
            return fail(ErrorCode::Conflict,
                        "Another Lookalike is using this catalog; close it first"_msg, file);
        return failSystem(lastSystemError(), "Cannot lock the catalog"_msg, file);
    }
    return lock;
}

SessionLock::SessionLock(Handle handle) noexcept
    : m_handle(handle)
{}

SessionLock::SessionLock(SessionLock&& other) noexcept
    : m_handle(std::exchange(other.m_handle, INVALID_HANDLE_VALUE))
{}

SessionLock::~SessionLock()
{
    if (m_handle != INVALID_HANDLE_VALUE)
        ::CloseHandle(m_handle);
}

} // namespace lookalike
