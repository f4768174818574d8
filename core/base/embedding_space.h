// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace lookalike {

/// Identifies comparable embeddings. Vectors of different spaces must never be compared.
struct EmbeddingSpace {
    std::string id; ///< hex sha-256 of weights, configuration, preprocessing version, pooling, dim
    std::string model; ///< the model's name for the user
    int dim = 0;
};

} // namespace lookalike
