// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace lookalike {

/// What makes embeddings comparable. Vectors of different spaces are never compared.
struct EmbeddingSpace {
    std::string id; ///< hex sha-256 of weights, configuration, preprocessing version, pooling, dim
    std::string model; ///< the model's name for the user
    int dim = 0;
};

} // namespace lookalike
