// SPDX-License-Identifier: GPL-3.0-or-later
// The stream between a program and one of its decoder processes. On POSIX systems a pair of local
// sockets; on Windows a pipe with two ends.
#pragma once

#include "core/base/result.h"
#include "core/base/unique_handle.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

namespace lookalike {

/// Nothing: as long as it takes.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

/// One end of the stream. One thread at a time. Everything fails with Timeout after the deadline,
/// with NotFound where the other side has gone, and with Broken where it sent descriptors, which
/// nobody asks for.
class Channel {
public:
    explicit Channel(UniqueHandle end)
        : m_end(std::move(end))
    {}

    [[nodiscard]] Result<> send(std::span<const std::uint8_t> bytes, Deadline deadline = {});
    /// Two parts at once: the other side wakes up once.
    [[nodiscard]] Result<> send(std::span<const std::uint8_t> first,
                                std::span<const std::uint8_t> second, Deadline deadline = {});
    [[nodiscard]] Result<> receive(std::span<std::uint8_t> bytes, Deadline deadline = {});
    /// Nothing waits to be received, and the other side is there.
    [[nodiscard]] bool isQuiet() const;

private:
#ifdef _WIN32
    /// Waits for what was begun on the end; how many bytes went.
    [[nodiscard]] Result<std::size_t> finish(void* overlapped, bool begun,
                                             const Deadline& deadline);
#else
    [[nodiscard]] Result<> wait(short events, const Deadline& deadline) const;
    [[nodiscard]] Result<std::size_t> receiveSome(std::span<std::uint8_t> bytes);
#endif

    UniqueHandle m_end;
};

/// Two connected ends that programs started by this one do not inherit.
[[nodiscard]] Result<std::pair<UniqueHandle, UniqueHandle>> makeStream();

} // namespace lookalike
