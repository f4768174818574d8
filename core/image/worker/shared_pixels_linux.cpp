// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/shared_pixels.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace lookalike {

namespace {
constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
}

Result<Descriptor> sealPixels(std::span<const std::uint8_t> pixels)
{
    Descriptor memory(memfd_create("pixels", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memory.isValid())
        return fail(ErrorCode::Unsupported, "There is no shared memory");
    while (!pixels.empty()) {
        const ssize_t written = ::write(memory.get(), pixels.data(), pixels.size());
        if (written <= 0 && errno != EINTR)
            return fail(ErrorCode::OutOfMemory, "There is not enough shared memory");
        if (written > 0)
            pixels = pixels.subspan(static_cast<std::size_t>(written));
    }
    if (fcntl(memory.get(), F_ADD_SEALS, kSeals | F_SEAL_SEAL) != 0)
        return fail(ErrorCode::Unsupported, "Shared memory cannot be sealed");
    return memory;
}

Result<> checkSealedPixels(const Descriptor& memory, std::uint64_t bytes)
{
    const int seals = fcntl(memory.get(), F_GET_SEALS);
    if (seals < 0 || (seals & kSeals) != kSeals)
        return fail(ErrorCode::Broken, "The decoder's pixels are not sealed");
    struct stat status = {};
    if (fstat(memory.get(), &status) != 0 || status.st_size != static_cast<off_t>(bytes))
        return fail(ErrorCode::Broken, "The decoder's pixels have another size");
    return {};
}

Result<> readSealedPixels(const Descriptor& memory, std::span<std::uint8_t> out,
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
            return fail(ErrorCode::Broken, "The decoder's pixels cannot be read");
        out = out.subspan(static_cast<std::size_t>(count));
        position += count;
        if (deadline && !out.empty() && std::chrono::steady_clock::now() > *deadline)
            return fail(ErrorCode::Timeout, "The decoder takes too long");
    }
    return {};
}

} // namespace lookalike
