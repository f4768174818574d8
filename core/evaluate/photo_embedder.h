// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/encoder.h"
#include "core/image/decoder.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// The embeddings of a list of files, computed without a catalog.
struct EmbeddedFiles {
    int dim = 0;
    std::vector<float> embeddings;            ///< files x dim, row-major; zeros if a file failed
    std::vector<std::optional<Error>> errors; ///< one per file, in order
};

/// Reads and encodes files on all cores. The results are in the order of `files`. `onFile` is
/// called from any thread after each file, one call at a time. Fails if the encoder fails, and with
/// Cancelled.
[[nodiscard]] Result<EmbeddedFiles>
embedFiles(std::span<const std::filesystem::path> files, const Decoder& decoder,
           const Encoder& encoder, const std::function<void(std::size_t done)>& onFile = {},
           const std::stop_token& stop = {});

} // namespace lookalike
