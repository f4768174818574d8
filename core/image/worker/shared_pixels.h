// SPDX-License-Identifier: GPL-3.0-or-later
// Pixels in memory that goes from one process to another and that nobody can change or shrink any
// more. Linux; elsewhere pixels go through the stream.
#pragma once

#include "core/image/worker/channel.h"

namespace lookalike {

/// New shared memory with these bytes, sealed. Fails with Unsupported where the system has none.
[[nodiscard]] Result<Descriptor> sealPixels(std::span<const std::uint8_t> pixels);

/// Fails with Broken unless this is memory of exactly this size that is sealed against writing and
/// resizing.
[[nodiscard]] Result<> checkSealedPixels(const Descriptor& memory, std::uint64_t bytes);

/// Copies out.size() bytes of memory that was checked. It is read, not mapped: nothing that the
/// other process does can then end this one. Fails with Timeout after the deadline.
[[nodiscard]] Result<> readSealedPixels(const Descriptor& memory, std::span<std::uint8_t> out,
                                        const Deadline& deadline);

} // namespace lookalike
