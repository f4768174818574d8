// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/files/original_file.h"
#include "core/files/stamp_windows.h"

#include <windows.h>

#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

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

Result<FileStamp> checkedStamp(HANDLE handle, const std::filesystem::path& path)
{
    auto info = information(handle, path);
    if (!info)
        return fail(info);
    constexpr DWORD kOdd = FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_DEVICE;
    if ((info->dwFileAttributes & kOdd) != 0 || isLink(handle, *info) ||
        ::GetFileType(handle) != FILE_TYPE_DISK)
        return notRegular(path);
    return stampOf(handle, *info);
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
                        joinedNumber(info->nFileIndexHigh, info->nFileIndexLow)};
}

Result<FileStamp> statFile(const std::filesystem::path& path)
{
    // Requests no access, so that no lock can depend on this handle.
    const UniqueHandle handle(
        ::CreateFileW(path.c_str(), 0, kShareAll, nullptr, OPEN_EXISTING,
                      FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!handle.isValid())
        return failSystem(lastSystemError(), "Cannot access the file"_msg, path);
    return checkedStamp(handle.get(), path);
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
    return checkedStamp(m_handle.get(), m_path);
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
