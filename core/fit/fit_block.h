// SPDX-License-Identifier: GPL-3.0-or-later
// The file that keeps a fit: safetensors, with a version, the space and a checksum of all in the
// metadata.
#pragma once

#include "core/base/embedding_space.h"
#include "core/base/result.h"
#include "core/fit/label_fit.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace lookalike {

struct FitBlock {
    LabelFit fit;
    std::string source;      ///< of the labels, as the caller named it; UTF-8
    std::int64_t madeAt = 0; ///< seconds since 1970; 0: not known
};

[[nodiscard]] Result<> writeFit(const FitBlock& block, const EmbeddingSpace& space,
                                const std::filesystem::path& file);

/// Fails with NotFound where there is no file, with Broken for one that is damaged, with
/// Unsupported for one of a later version, and with Conflict for one of another space.
[[nodiscard]] Result<FitBlock> readFit(const EmbeddingSpace& space,
                                       const std::filesystem::path& file);

} // namespace lookalike
