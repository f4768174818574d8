// SPDX-License-Identifier: GPL-3.0-or-later
// The stream between a program and one of its decoder processes: a pair of local sockets on POSIX
// systems, a duplex pipe on Windows.
#pragma once

#include "core/base/result.h"
#include "core/base/unique_handle.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

namespace lookalike {

/// No value means no time limit.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

/// One end of the stream. One thread at a time. All methods fail with Timeout after the deadline,
/// with NotFound if the other side has closed the stream, and with Broken if it sent descriptors,
/// which the protocol never does.
class Channel {
public:
    explicit Channel(UniqueHandle end)
        : m_end(std::move(end))
    {}

    [[nodiscard]] Result<> send(std::span<const std::uint8_t> bytes, Deadline deadline = {});
    /// Sends two parts at once, so that the other side wakes up only once.
    [[nodiscard]] Result<> send(std::span<const std::uint8_t> first,
                                std::span<const std::uint8_t> second, Deadline deadline = {});
    [[nodiscard]] Result<> receive(std::span<std::uint8_t> bytes, Deadline deadline = {});
    /// Returns true if no data is waiting and the other side is still connected.
    [[nodiscard]] bool isQuiet() const;

private:
#ifdef _WIN32
    /// Waits for a pending operation on this end and returns how many bytes were transferred.
    [[nodiscard]] Result<std::size_t> finish(void* overlapped, bool begun,
                                             const Deadline& deadline);
#else
    [[nodiscard]] Result<> wait(short events, const Deadline& deadline) const;
    [[nodiscard]] Result<std::size_t> receiveSome(std::span<std::uint8_t> bytes);
#endif

    UniqueHandle m_end;
};

/// Returns two connected ends that child processes do not inherit.
[[nodiscard]] Result<std::pair<UniqueHandle, UniqueHandle>> makeStream();

} // namespace lookalike
