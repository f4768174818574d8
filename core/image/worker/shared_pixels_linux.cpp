// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/shared_pixels.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace lookalike {
namespace {

constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
/// The amount of memory kept for the next picture, because fresh pages take time.
constexpr std::uint64_t kKeptBytes = 8U << 20;

/// The file size limit also applies to shared memory, and exceeding it kills the process.
bool mayBeAsLargeAs(std::uint64_t bytes)
{
    rlimit limit{};
    return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur >= bytes;
}

} // namespace

UniqueHandle makeSharedPixels(std::uint64_t bytes)
{
    if (!mayBeAsLargeAs(bytes))
        return {};
    UniqueHandle memory(memfd_create("pixels", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memory.isValid() || ftruncate(memory.get(), static_cast<off_t>(bytes)) != 0 ||
        fcntl(memory.get(), F_ADD_SEALS, kSeals) != 0)
        return {};
    return memory;
}

std::uint64_t sharedPixelCapacity(const UniqueHandle& memory)
{
    if (!memory.isValid())
        return 0;
    const int seals = fcntl(memory.get(), F_GET_SEALS);
    struct stat status = {};
    if (seals < 0 || (seals & kSeals) != kSeals || fstat(memory.get(), &status) != 0)
        return 0;
    return static_cast<std::uint64_t>(status.st_size);
}

Result<> writeSharedPixels(const UniqueHandle& memory, std::span<const std::uint8_t> pixels)
{
    off_t position = 0;
    while (!pixels.empty()) {
        const ssize_t count = pwrite(memory.get(), pixels.data(), pixels.size(), position);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return fail(ErrorCode::OutOfMemory, "There is not enough shared memory"_msg);
        pixels = pixels.subspan(static_cast<std::size_t>(count));
        position += count;
    }
    return {};
}

Result<> readSharedPixels(const UniqueHandle& memory, std::span<std::uint8_t> out,
                          const Deadline& deadline)
{
    constexpr std::size_t kPart = 16U << 20U;
    off_t position = 0;
    while (!out.empty()) {
        const ssize_t count =
            pread(memory.get(), out.data(), std::min(out.size(), kPart), position);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return fail(ErrorCode::Broken, "The decoder's pixels cannot be read"_msg);
        out = out.subspan(static_cast<std::size_t>(count));
        position += count;
        if (deadline && !out.empty() && std::chrono::steady_clock::now() > *deadline)
            return fail(ErrorCode::Timeout, "The decoder takes too long"_msg);
    }
    return {};
}

void trimSharedPixels(const UniqueHandle& memory, std::uint64_t bytes)
{
    if (bytes > kKeptBytes)
        static_cast<void>(fallocate(memory.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0,
                                    static_cast<off_t>(sharedPixelCapacity(memory))));
}

} // namespace lookalike
