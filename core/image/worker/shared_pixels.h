// SPDX-License-Identifier: GPL-3.0-or-later
// Memory into which a decoder process writes pixels and from which its owner reads them. The owner
// creates it with a sealed size. A decoder process must not create shared memory, because its
// memory limit would not count it. Linux only; other systems send pixels through the stream.
#pragma once

#include "core/image/worker/channel.h"

namespace lookalike {

/// Creates memory for at most `bytes` bytes of pixels. Only pages that are written take memory.
/// Returns an invalid descriptor if the system does not support it.
[[nodiscard]] UniqueHandle makeSharedPixels(std::uint64_t bytes);

/// Returns the size of the memory; 0 if makeSharedPixels() did not create it.
[[nodiscard]] std::uint64_t sharedPixelCapacity(const UniqueHandle& memory);

/// Writes pixels to the beginning of the memory. Fails with OutOfMemory if they do not fit.
[[nodiscard]] Result<> writeSharedPixels(const UniqueHandle& memory,
                                         std::span<const std::uint8_t> pixels);

/// Copies the first out.size() bytes. Reads instead of mapping, so that nothing the other process
/// does can crash this one. Fails with Broken if there are fewer bytes, and with Timeout after the
/// deadline.
[[nodiscard]] Result<> readSharedPixels(const UniqueHandle& memory, std::span<std::uint8_t> out,
                                        const Deadline& deadline);

/// Returns memory to the system if the last picture was large.
void trimSharedPixels(const UniqueHandle& memory, std::uint64_t bytes);

} // namespace lookalike
