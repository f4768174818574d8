// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_lock.h"
#include "core/base/system_error.h"
#include "core/search/positional_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace lookalike {

namespace {

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

PositionalFile::PositionalFile(UniqueHandle handle, std::filesystem::path path) noexcept
    : m_handle(std::move(handle))
    , m_path(std::move(path))
{}

Result<PositionalFile> PositionalFile::open(const std::filesystem::path& path, Access access)
{
    UniqueHandle handle(::open(path.c_str(), flags(access), 0644));
    if (!handle.isValid())
        return failSystem(lastSystemError(), "Cannot open the index"_msg, path);
    if (access != Access::Read && tryLock(handle)) {
        return fail(ErrorCode::Conflict, "Another program is writing the index"_msg, path);
    }
    // Truncate only while holding the lock.
    if (access == Access::Create && ::ftruncate(handle.get(), 0) != 0) {
        return failSystem(lastSystemError(), "Cannot clear the index"_msg, path);
    }
    return PositionalFile(std::move(handle), path);
}

Result<std::uint64_t> PositionalFile::size() const
{
    struct ::stat info = {};
    if (::fstat(m_handle.get(), &info) != 0) {
        return failSystem(lastSystemError(), "Cannot access the index"_msg, m_path);
    }
    return static_cast<std::uint64_t>(info.st_size);
}

Result<> PositionalFile::readAt(std::uint64_t offset, void* out, std::size_t bytes) const
{
    auto* target = static_cast<char*>(out);
    while (bytes > 0) {
        const ::ssize_t got = ::pread(m_handle.get(), target, bytes, static_cast<::off_t>(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failSystem(lastSystemError(), "Cannot read the index"_msg, m_path);
        if (got == 0)
            return fail(ErrorCode::Broken, "The index ends too early"_msg, m_path);
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
        const ::ssize_t put = ::pwrite(m_handle.get(), source, bytes, static_cast<::off_t>(offset));
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return failSystem(lastSystemError(), "Cannot write the index"_msg, m_path);
        source += put;
        offset += static_cast<std::uint64_t>(put);
        bytes -= static_cast<std::size_t>(put);
    }
    return {};
}

} // namespace lookalike
