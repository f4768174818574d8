// SPDX-License-Identifier: GPL-3.0-or-later
// A decoder process from the inside: what lookalike-decoder consists of.
#pragma once

#include "core/image/decoder.h"
#include "core/image/worker/protocol.h"

namespace lookalike {

/// The descriptor that a decoder process finds its end of the stream at, on POSIX systems. On
/// Windows it is the handle of its standard input.
inline constexpr int kWorkerSocket = 3;
/// And the one of the shared memory for its pixels, where there is any.
inline constexpr int kWorkerPixels = 4;

struct DecoderServiceOptions {
    std::uint64_t memoryMegabytes = 0; ///< of the process; 0: no limit
    /// How pixels travel where the system has a choice.
    PixelTransport transport = PixelTransport::SharedMemory;
    /// Tests pretend an older kernel.
    int newestLandlock = kAnyLandlock;
};

/// Closes every other descriptor, prepares the decoder (it can open no file later on), closes the
/// sandbox, greets and answers requests one after the other until the other side goes away. Returns
/// the exit status. Call it from main(), before there is a second thread.
[[nodiscard]] int runDecoderService(const Decoder& decoder, const DecoderServiceOptions& options);

} // namespace lookalike
