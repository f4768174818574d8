// SPDX-License-Identifier: GPL-3.0-or-later
// Converts stat(2) results to FileStamp.
#pragma once

#include "core/files/file_reader.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace lookalike {

// File systems can hold times outside the range of 64-bit nanoseconds (1677 to 2262); these are
// clamped.
inline std::int64_t nanoseconds(const timespec& time) noexcept
{
    constexpr std::int64_t kInSecond = 1'000'000'000;
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / kInSecond - 1;
    return std::clamp(static_cast<std::int64_t>(time.tv_sec), -kMost, kMost) * kInSecond +
           time.tv_nsec;
}

inline FileStamp stampOf(const struct stat& info) noexcept
{
#ifdef __APPLE__
    const timespec& modified = info.st_mtimespec;
    const timespec& changed = info.st_ctimespec;
#else
    const timespec& modified = info.st_mtim;
    const timespec& changed = info.st_ctim;
#endif
    return FileStamp{{static_cast<std::uint64_t>(info.st_dev), info.st_ino},
                     static_cast<std::uint64_t>(info.st_size),
                     nanoseconds(modified),
                     nanoseconds(changed)};
}

} // namespace lookalike
