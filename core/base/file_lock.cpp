// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_lock.h"

#include "core/base/system_error.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#endif

namespace lookalike {

namespace {

UniqueHandle openLockFile(const std::filesystem::path& file)
{
#ifdef _WIN32
    return UniqueHandle(::CreateFileW(
        file.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
        OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
#else
    return UniqueHandle(::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK,
                               S_IRUSR | S_IWUSR));
#endif
}

} // namespace

std::error_code tryLock(const UniqueHandle& file) noexcept
{
#ifdef _WIN32
    OVERLAPPED start{};
    if (::LockFileEx(file.get(), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
                     &start))
        return {};
    if (::GetLastError() == ERROR_LOCK_VIOLATION)
        return std::make_error_code(std::errc::operation_would_block);
    return lastSystemError();
#else
    while (::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
        if (errno != EINTR)
            return lastSystemError();
    return {};
#endif
}

Result<FileLock> FileLock::acquire(const std::filesystem::path& file)
{
    UniqueHandle handle = openLockFile(file);
    if (!handle.isValid())
        return failSystem(lastSystemError(), "Cannot create the lock file"_msg, file);
    const std::error_code error = tryLock(handle);
    if (error == std::errc::operation_would_block)
        return fail(ErrorCode::Conflict, "Another program holds the lock"_msg, file);
    if (error)
        return failSystem(error, "Cannot lock the file"_msg, file);
    return FileLock(std::move(handle));
}

} // namespace lookalike
