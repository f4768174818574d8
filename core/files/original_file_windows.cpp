// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/files/original_file.h"

#include <windows.h>

#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

constexpr DWORD kShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

// FILETIME counts 100 ns from 1601; stamps count 1 ns from 1970.
std::int64_t nanoseconds(const FILETIME& time) noexcept
{
    constexpr std::int64_t kFrom1601To1970 = 116'444'736'000'000'000;
    const auto ticks = (static_cast<std::uint64_t>(time.dwHighDateTime) << 32) | time.dwLowDateTime;
    return (static_cast<std::int64_t>(ticks) - kFrom1601To1970) * 100;
}

std::uint64_t joined(DWORD high, DWORD low) noexcept
{
    return (static_cast<std::uint64_t>(high) << 32) | low;
}

tl::unexpected<Error> notRegular(const std::filesystem::path& path)
{
    return fail(ErrorCode::Unsupported, "Not a regular file"_msg, path);
}

Result<BY_HANDLE_FILE_INFORMATION> information(HANDLE handle, const std::filesystem::path& path)
{
    BY_HANDLE_FILE_INFORMATION info{};
    if (!::GetFileInformationByHandle(handle, &info))
        return failSystem(lastSystemError(), "Cannot access the file"_msg, path);
    return info;
}

Result<FileStamp> stampOf(HANDLE handle, const std::filesystem::path& path)
{
    auto info = information(handle, path);
    if (!info)
        return fail(info);
    constexpr DWORD kOdd = FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_DEVICE;
    // Cloud placeholders are reparse points, too, so refuse only links and junctions.
    FILE_ATTRIBUTE_TAG_INFO tag{};
    const bool link =
        (info->dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 &&
        ::GetFileInformationByHandleEx(handle, FileAttributeTagInfo, &tag, sizeof tag) &&
        (tag.ReparseTag == IO_REPARSE_TAG_SYMLINK || tag.ReparseTag == IO_REPARSE_TAG_MOUNT_POINT);
    if ((info->dwFileAttributes & kOdd) != 0 || link || ::GetFileType(handle) != FILE_TYPE_DISK)
        return notRegular(path);
    FileStamp stamp;
    stamp.identity = {info->dwVolumeSerialNumber,
                      joined(info->nFileIndexHigh, info->nFileIndexLow)};
    stamp.size = joined(info->nFileSizeHigh, info->nFileSizeLow);
    stamp.modifiedNs = nanoseconds(info->ftLastWriteTime);
    FILE_BASIC_INFO basic{};
    if (::GetFileInformationByHandleEx(handle, FileBasicInfo, &basic, sizeof basic))
        stamp.changedNs = basic.ChangeTime.QuadPart * 100;
    return stamp;
}

} // namespace

Result<FileIdentity> directoryIdentity(const std::filesystem::path& path)
{
    const UniqueHandle handle(::CreateFileW(path.c_str(), 0, kShareAll, nullptr, OPEN_EXISTING,
                                            FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!handle.isValid())
        return failSystem(lastSystemError(), "Cannot access the folder"_msg, path);
    auto info = information(handle.get(), path);
    if (!info)
        return fail(info);
    if ((info->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) == 0)
        return fail(ErrorCode::InvalidArgument, "Not a folder"_msg, path);
    return FileIdentity{info->dwVolumeSerialNumber,
                        joined(info->nFileIndexHigh, info->nFileIndexLow)};
}

Result<FileStamp> statFile(const std::filesystem::path& path)
{
    // Requests no access, so that no lock can depend on this handle.
    const UniqueHandle handle(
        ::CreateFileW(path.c_str(), 0, kShareAll, nullptr, OPEN_EXISTING,
                      FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!handle.isValid())
        return failSystem(lastSystemError(), "Cannot access the file"_msg, path);
    return stampOf(handle.get(), path);
}

Result<OriginalFile> OriginalFile::open(const std::filesystem::path& path)
{
    UniqueHandle handle(::CreateFileW(path.c_str(), GENERIC_READ, kShareAll, nullptr, OPEN_EXISTING,
                                      FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_SEQUENTIAL_SCAN,
                                      nullptr));
    if (!handle.isValid())
        return failSystem(lastSystemError(), "Cannot open the file"_msg, path);
    OriginalFile file(std::move(handle), path);
    auto stamp = file.currentStamp();
    if (!stamp)
        return fail(stamp);
    file.m_stamp = *stamp;
    return file;
}

OriginalFile::OriginalFile(UniqueHandle handle, std::filesystem::path path) noexcept
    : m_handle(std::move(handle))
    , m_path(std::move(path))
{}

Result<FileStamp> OriginalFile::currentStamp() const
{
    return stampOf(m_handle.get(), m_path);
}

Result<std::size_t> OriginalFile::readSome(std::uint8_t* out, std::size_t size)
{
    DWORD count = 0;
    const auto wanted = static_cast<DWORD>(std::min<std::size_t>(size, 1U << 30));
    if (!::ReadFile(m_handle.get(), out, wanted, &count, nullptr))
        return failSystem(lastSystemError(), "Cannot read the file"_msg, m_path);
    return std::size_t{count};
}

} // namespace lookalike
