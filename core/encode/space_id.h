// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/model_directory.h"

#include <string>
#include <string_view>

namespace lookalike {

/// Hex sha-256 over all weight files. Takes about three seconds a gigabyte. Any thread.
[[nodiscard]] Result<std::string> weightsDigest(const ModelDirectory& model);

/// EmbeddingSpace::id: everything that can change an embedding, hashed. `pooling` names how the
/// family takes the embedding. `preprocessVersion`: the one that made it. Any thread.
[[nodiscard]] std::string embeddingSpaceId(const ModelDirectory& model,
                                           std::string_view weightsDigest, std::string_view pooling,
                                           std::int64_t dim,
                                           int preprocessVersion = kPreprocessVersion);

} // namespace lookalike
