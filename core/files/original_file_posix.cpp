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
    return fail(ErrorCode::Unsupported, "Not a regular file"_msg, path);
}

} // namespace

Result<FileIdentity> directoryIdentity(const std::filesystem::path& path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return failSystem(lastSystemError(), "Cannot access the folder"_msg, path);
    if (!S_ISDIR(info.st_mode))
        return fail(ErrorCode::InvalidArgument, "Not a folder"_msg, path);
    return stampOf(info).identity;
}

Result<FileStamp> statFile(const std::filesystem::path& path)
{
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0)
        return failSystem(lastSystemError(), "Cannot access the file"_msg, path);
    if (!S_ISREG(info.st_mode))
        return notRegular(path);
    return stampOf(info);
}

Result<OriginalFile> OriginalFile::open(const std::filesystem::path& path)
{
    // Without O_NONBLOCK, opening a FIFO for reading would wait forever for a writer.
    UniqueHandle handle(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!handle.isValid()) {
        if (errno == ELOOP || errno == ENXIO)
            return notRegular(path); // a symbolic link or a socket
        return failSystem(lastSystemError(), "Cannot open the file"_msg, path);
    }
    OriginalFile file(std::move(handle), path);
    auto stamp = file.currentStamp();
    if (!stamp)
        return fail(stamp);
    file.m_stamp = *stamp;
#ifdef POSIX_FADV_SEQUENTIAL
    ::posix_fadvise(file.m_handle.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
    return file;
}

OriginalFile::OriginalFile(UniqueHandle handle, std::filesystem::path path) noexcept
    : m_handle(std::move(handle))
    , m_path(std::move(path))
{}

Result<FileStamp> OriginalFile::currentStamp() const
{
    struct stat info {};
    if (::fstat(m_handle.get(), &info) != 0)
        return failSystem(lastSystemError(), "Cannot access the file"_msg, m_path);
    if (!S_ISREG(info.st_mode))
        return notRegular(m_path);
    return stampOf(info);
}

Result<std::size_t> OriginalFile::readSome(std::uint8_t* out, std::size_t size)
{
    for (;;) {
        const ssize_t count = ::read(m_handle.get(), out, size);
        if (count >= 0)
            return static_cast<std::size_t>(count);
        if (errno != EINTR)
            return failSystem(lastSystemError(), "Cannot read the file"_msg, m_path);
    }
}

} // namespace lookalike
