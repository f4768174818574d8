// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/files/original_file.h"
#include "core/files/stamp_posix.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace lookalike {

namespace {

tl::unexpected<Error> notRegular(const std::filesystem::path& path)
{
    return fail(ErrorCode::Unsupported, "Not a regular file", path);
}

} // namespace

Result<FileIdentity> directoryIdentity(const std::filesystem::path& path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return failSystem(lastSystemError(), "Cannot look at the folder", path);
    if (!S_ISDIR(info.st_mode))
        return fail(ErrorCode::InvalidArgument, "Not a folder", path);
    return stampOf(info).identity;
}

Result<FileStamp> statFile(const std::filesystem::path& path)
{
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0)
        return failSystem(lastSystemError(), "Cannot look at the file", path);
    if (!S_ISREG(info.st_mode))
        return notRegular(path);
    return stampOf(info);
}

Result<OriginalFile> OriginalFile::open(const std::filesystem::path& path)
{
    // Without O_NONBLOCK, opening a FIFO for reading would wait forever for a writer.
    const int handle = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (handle < 0) {
        if (errno == ELOOP || errno == ENXIO)
            return notRegular(path); // a symbolic link or a socket
        return failSystem(lastSystemError(), "Cannot open the file", path);
    }
    OriginalFile file(handle, path);
    auto stamp = file.currentStamp();
    if (!stamp)
        return fail(std::move(stamp));
    file.m_stamp = *stamp;
#ifdef POSIX_FADV_SEQUENTIAL
    ::posix_fadvise(handle, 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
    return file;
}

OriginalFile::OriginalFile(Handle handle, std::filesystem::path path) noexcept
    : m_handle(handle)
    , m_path(std::move(path))
{}

OriginalFile::OriginalFile(OriginalFile&& other) noexcept
    : m_handle(std::exchange(other.m_handle, -1))
    , m_path(std::move(other.m_path))
    , m_stamp(other.m_stamp)
{}

OriginalFile::~OriginalFile()
{
    if (m_handle >= 0)
        ::close(m_handle);
}

Result<FileStamp> OriginalFile::currentStamp() const
{
    struct stat info {};
    if (::fstat(m_handle, &info) != 0)
        return failSystem(lastSystemError(), "Cannot look at the file", m_path);
    if (!S_ISREG(info.st_mode))
        return notRegular(m_path);
    return stampOf(info);
}

Result<std::size_t> OriginalFile::readSome(std::uint8_t* out, std::size_t size)
{
    for (;;) {
        const ssize_t count = ::read(m_handle, out, size);
        if (count >= 0)
            return static_cast<std::size_t>(count);
        if (errno != EINTR)
            return failSystem(lastSystemError(), "Cannot read the file", m_path);
    }
}

} // namespace lookalike
