// SPDX-License-Identifier: GPL-3.0-or-later
// A decoder that hands every picture to another process, so that nothing in it can harm this one.
#pragma once

#include "core/image/decoder.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace lookalike {

struct WorkerDecoderOptions {
    std::filesystem::path program; ///< empty: lookalike-decoder beside this program
    /// Pictures decoded at a time; 0: one a core, and one for whoever looks at the window
    /// meanwhile.
    std::size_t processes = 0;
    std::chrono::milliseconds limit = std::chrono::seconds(30); ///< for one try at one picture
    std::uint64_t maxPixels = kDefaultMaxPixels;
    /// What all pictures together may take while they are decoded: large ones wait for one another,
    /// and the largest are decoded alone. 0: usualDecodeBudget().
    std::uint64_t budgetBytes = 0;
};

/// Decodes in long-lived processes that start with the first picture, or with prepare(); one more
/// than needed is always ready, so that one that ends is replaced at once. A picture whose process
/// crashes, hangs past the limit, takes more memory than it may or answers nonsense is tried once
/// more in a fresh one and then fails with Broken, Timeout or TooLarge; other pictures do not
/// notice. IoError means that no process can be started, which is nobody's fault.
///
/// Fails with NotFound, PermissionDenied or Unsupported where the program is missing or cannot run
/// here, and with the start's error where a first process cannot be started or does not greet.
[[nodiscard]] Result<std::unique_ptr<Decoder>>
makeWorkerDecoder(const WorkerDecoderOptions& options);

/// Where lookalike-decoder lies for the running program: beside it, or in the bin folder next to
/// its own. An empty path where there is none.
[[nodiscard]] std::filesystem::path findWorkerProgram();

struct DecoderOptions {
    /// Larger pictures are refused; a larger number here also allows the processes more memory.
    std::uint64_t maxPixels = kDefaultMaxPixels;
    bool inProcess = false; ///< no other processes, for debugging
};

/// What the library decodes with: makeWorkerDecoder(). Where its program is missing, the decoder of
/// this process, which isolationText() and the log tell with the reason; where a process cannot be
/// started for another reason, pictures fail with IoError. Both are tried again later, half a
/// minute apart at most. Decides with the first use. The environment variable LOOKALIKE_DECODER
/// overrides all this: "in-process", or the decoder program's path.
[[nodiscard]] std::unique_ptr<Decoder> makeDecoder(const DecoderOptions& options);

} // namespace lookalike
