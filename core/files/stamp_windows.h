// SPDX-License-Identifier: GPL-3.0-or-later
// Converts what Windows says of an open file to FileStamp.
#pragma once

#include "core/files/file_reader.h"

#include <windows.h>

#include <cstdint>

namespace lookalike {

inline constexpr DWORD kShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

// FILETIME counts 100 ns from 1601; stamps count 1 ns from 1970.
inline constexpr std::int64_t kTicksFrom1601To1970 = 116'444'736'000'000'000;
inline constexpr std::int64_t kNsPerTick = 100;

inline std::uint64_t joinedNumber(DWORD high, DWORD low) noexcept
{
    return (static_cast<std::uint64_t>(high) << 32) | low;
}

/// Of `info`, which was read from `handle`.
inline FileStamp stampOf(HANDLE handle, const BY_HANDLE_FILE_INFORMATION& info) noexcept
{
    const FILETIME& written = info.ftLastWriteTime;
    FileStamp stamp;
    stamp.identity = {info.dwVolumeSerialNumber,
                      joinedNumber(info.nFileIndexHigh, info.nFileIndexLow)};
    stamp.size = joinedNumber(info.nFileSizeHigh, info.nFileSizeLow);
    stamp.modifiedNs =
        (static_cast<std::int64_t>(joinedNumber(written.dwHighDateTime, written.dwLowDateTime)) -
         kTicksFrom1601To1970) *
        kNsPerTick;
    FILE_BASIC_INFO basic{};
    if (::GetFileInformationByHandleEx(handle, FileBasicInfo, &basic, sizeof basic))
        stamp.changedNs = basic.ChangeTime.QuadPart * kNsPerTick;
    return stamp;
}

/// A symbolic link or a junction. Placeholders of files in a cloud are reparse points, too, and no
/// links.
inline bool isLink(HANDLE handle, const BY_HANDLE_FILE_INFORMATION& info) noexcept
{
    FILE_ATTRIBUTE_TAG_INFO tag{};
    return (info.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 &&
           ::GetFileInformationByHandleEx(handle, FileAttributeTagInfo, &tag, sizeof tag) &&
           (tag.ReparseTag == IO_REPARSE_TAG_SYMLINK ||
            tag.ReparseTag == IO_REPARSE_TAG_MOUNT_POINT);
}

} // namespace lookalike
