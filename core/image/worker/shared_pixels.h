// SPDX-License-Identifier: GPL-3.0-or-later
// Memory that a decoder process writes pixels into and its owner reads them from. The owner makes
// it, with a size that nobody can change: a decoder process makes no shared memory of its own,
// which its memory limit would not count. Linux; elsewhere pixels go through the stream.
#pragma once

#include "core/image/worker/channel.h"

namespace lookalike {

/// Memory for at most `bytes` bytes of pixels; takes room only where it is written. Invalid where
/// the system has none.
[[nodiscard]] UniqueHandle makeSharedPixels(std::uint64_t bytes);

/// Bytes that the memory holds; 0 where this is none of makeSharedPixels().
[[nodiscard]] std::uint64_t sharedPixelCapacity(const UniqueHandle& memory);

/// Puts pixels at the memory's beginning. Fails with OutOfMemory where they do not fit.
[[nodiscard]] Result<> writeSharedPixels(const UniqueHandle& memory,
                                         std::span<const std::uint8_t> pixels);

/// Copies the first out.size() bytes. They are read, not mapped: nothing that the other process
/// does can then end this one. Fails with Broken where there are fewer, and with Timeout after the
/// deadline.
[[nodiscard]] Result<> readSharedPixels(const UniqueHandle& memory, std::span<std::uint8_t> out,
                                        const Deadline& deadline);

/// Gives the room back to the system where the last picture took much.
void trimSharedPixels(const UniqueHandle& memory, std::uint64_t bytes);

} // namespace lookalike
