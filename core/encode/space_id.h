// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/model_directory.h"

#include <string>
#include <string_view>

namespace lookalike {

/// Returns the hexadecimal SHA-256 over all weight files. Takes about three seconds per gigabyte.
/// Any thread.
[[nodiscard]] Result<std::string> weightsDigest(const ModelDirectory& model);

/// Returns EmbeddingSpace::id: a hash of everything that can change an embedding. `pooling` names
/// how the family computes the embedding, `preprocessVersion` the version of preprocessing. Any
/// thread.
[[nodiscard]] std::string embeddingSpaceId(const ModelDirectory& model,
                                           std::string_view weightsDigest, std::string_view pooling,
                                           std::int64_t dim,
                                           int preprocessVersion = kPreprocessVersion);

} // namespace lookalike
