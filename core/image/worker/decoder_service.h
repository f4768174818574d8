// SPDX-License-Identifier: GPL-3.0-or-later
// The implementation of the lookalike-decoder process.
#pragma once

#include "core/image/decoder.h"
#include "core/image/worker/protocol.h"

namespace lookalike {

/// The descriptor of a decoder process's end of the stream on POSIX systems. On Windows it is the
/// standard input handle.
inline constexpr int kWorkerSocket = 3;
/// The descriptor of the shared memory for pixels, if there is any.
inline constexpr int kWorkerPixels = 4;

struct DecoderServiceOptions {
    std::uint64_t memoryMegabytes = 0; ///< limit of the process; 0: no limit
    /// How pixels are transferred if the system offers a choice.
    PixelTransport transport = PixelTransport::SharedMemory;
    /// Lets tests simulate an older kernel.
    int newestLandlock = kAnyLandlock;
};

/// Closes all other descriptors, prepares the decoder (which cannot open files later), enters the
/// sandbox, sends the greeting, and answers requests one by one until the other side closes the
/// stream. Returns the exit status. Call it from main() before any second thread exists.
[[nodiscard]] int runDecoderService(const Decoder& decoder, const DecoderServiceOptions& options);

} // namespace lookalike
