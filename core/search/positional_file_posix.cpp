// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/search/positional_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace lookalike {

namespace {

constexpr int kNone = -1;

int flags(PositionalFile::Access access) noexcept
{
    switch (access) {
    case PositionalFile::Access::Read:
        return O_RDONLY | O_CLOEXEC;
    case PositionalFile::Access::ReadWrite:
        return O_RDWR | O_CLOEXEC;
    case PositionalFile::Access::Create:
        return O_RDWR | O_CREAT | O_CLOEXEC;
    }
    return O_RDONLY | O_CLOEXEC;
}

} // namespace

PositionalFile::PositionalFile(Handle handle, std::filesystem::path path) noexcept
    : m_handle(handle)
    , m_path(std::move(path))
{}

PositionalFile::PositionalFile(PositionalFile&& other) noexcept
    : m_handle(std::exchange(other.m_handle, kNone))
    , m_path(std::move(other.m_path))
{}

PositionalFile& PositionalFile::operator=(PositionalFile&& other) noexcept
{
    std::swap(m_handle, other.m_handle);
    std::swap(m_path, other.m_path);
    return *this;
}

PositionalFile::~PositionalFile()
{
    if (m_handle != kNone)
        ::close(m_handle);
}

Result<PositionalFile> PositionalFile::open(const std::filesystem::path& path, Access access)
{
    const int handle = ::open(path.c_str(), flags(access), 0644);
    if (handle == kNone)
        return failSystem(lastSystemError(), "Cannot open the index", path);
    PositionalFile file(handle, path);
    // flock() locks the open file, not the process, so two stores of one process exclude each
    // other.
    if (access != Access::Read && ::flock(handle, LOCK_EX | LOCK_NB) != 0) {
        return fail(ErrorCode::Conflict, "Another program writes the index", path);
    }
    // Truncate only while holding the lock.
    if (access == Access::Create && ::ftruncate(handle, 0) != 0) {
        return failSystem(lastSystemError(), "Cannot empty the index", path);
    }
    return file;
}

Result<std::uint64_t> PositionalFile::size() const
{
    struct ::stat info = {};
    if (::fstat(m_handle, &info) != 0) {
        return failSystem(lastSystemError(), "Cannot look at the index", m_path);
    }
    return static_cast<std::uint64_t>(info.st_size);
}

Result<> PositionalFile::readAt(std::uint64_t offset, void* out, std::size_t bytes) const
{
    auto* target = static_cast<char*>(out);
    while (bytes > 0) {
        const ::ssize_t got = ::pread(m_handle, target, bytes, static_cast<::off_t>(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failSystem(lastSystemError(), "Cannot read the index", m_path);
        if (got == 0)
            return fail(ErrorCode::Broken, "The index ends too early", m_path);
        target += got;
        offset += static_cast<std::uint64_t>(got);
        bytes -= static_cast<std::size_t>(got);
    }
    return {};
}

Result<> PositionalFile::writeAt(std::uint64_t offset, const void* data, std::size_t bytes)
{
    const auto* source = static_cast<const char*>(data);
    while (bytes > 0) {
        const ::ssize_t put = ::pwrite(m_handle, source, bytes, static_cast<::off_t>(offset));
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return failSystem(lastSystemError(), "Cannot write the index", m_path);
        source += put;
        offset += static_cast<std::uint64_t>(put);
        bytes -= static_cast<std::size_t>(put);
    }
    return {};
}

} // namespace lookalike
