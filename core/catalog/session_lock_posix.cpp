// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/catalog/session_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace lookalike {

Result<SessionLock> SessionLock::acquire(const std::filesystem::path& file)
{
    const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK,
                              S_IRUSR | S_IWUSR);
    if (handle < 0)
        return failSystem(lastSystemError(), "Cannot create the lock file"_msg, file);
    SessionLock lock(handle);
    while (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        if (errno == EWOULDBLOCK)
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
    : m_handle(std::exchange(other.m_handle, -1))
{}

SessionLock::~SessionLock()
{
    if (m_handle >= 0)
        ::close(m_handle);
}

} // namespace lookalike
