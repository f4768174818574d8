// SPDX-License-Identifier: GPL-3.0-or-later
// A decoder that passes every picture to another process, so that no picture can harm this one.
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
    /// Pictures decoded at a time. 0: one per core, plus one for the pictures that the window
    /// shows.
    std::size_t processes = 0;
    std::chrono::milliseconds limit = std::chrono::seconds(30); ///< per attempt at one picture
    std::uint64_t maxPixels = kDefaultMaxPixels;
    /// Memory limit for all pictures being decoded; large ones wait for each other, and the largest
    /// are decoded alone. 0: usualDecodeBudget().
    std::uint64_t budgetBytes = 0;
};

/// Decodes in long-lived processes that start with the first picture or with prepare(). One spare
/// process is always ready, so that a process that ends is replaced at once. If a picture's process
/// crashes, exceeds the time or memory limit or sends an invalid answer, the picture is tried once
/// more in a new process and then fails with Broken, Timeout or TooLarge. Other pictures are not
/// affected. IoError means that no process can be started.
///
/// Fails with NotFound, PermissionDenied or Unsupported if the program is missing or cannot run
/// here, and with the error of the start if the first process cannot be started or sends no
/// greeting.
[[nodiscard]] Result<std::unique_ptr<Decoder>>
makeWorkerDecoder(const WorkerDecoderOptions& options);

/// Returns the path of lookalike-decoder for the running program: beside it, or in the bin folder
/// next to its folder. Empty if it is not found.
[[nodiscard]] std::filesystem::path findWorkerProgram();

struct DecoderOptions {
    /// Larger pictures are refused. A larger limit also gives the processes more memory.
    std::uint64_t maxPixels = kDefaultMaxPixels;
    bool inProcess = false; ///< decodes in this process, for debugging
};

/// Returns the decoder of the library: makeWorkerDecoder(). If its program is missing, falls back
/// to decoding in this process; isolationText() and the log state the reason. If a process cannot
/// be started for another reason, pictures fail with IoError. Both cases are retried later, at most
/// half a minute apart. The choice is made on first use. The environment variable LOOKALIKE_DECODER
/// overrides it: "in-process", or the path of the decoder program.
[[nodiscard]] std::unique_ptr<Decoder> makeDecoder(const DecoderOptions& options);

} // namespace lookalike
