// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace lookalike {

/// What a general and a fine-tuned model made of photos that the latter was not trained on. Rows
/// are embeddings of `dim` floats and length 1, one after the other.
struct TuningTrial {
    int dim = 0;
    std::vector<int> taughtLabels; ///< of the photos trained on; empty without the user's labels
    std::vector<float> taught;     ///< by the general model
    std::vector<int> labels;       ///< of the held-out photos
    std::vector<float> general;
    std::vector<float> generalOthers; ///< held-out photos whose neighbours are to stay; may be none

    /// The tuned model at a moment of its training.
    struct Candidate {
        std::int64_t step = 0;
        std::vector<float> tuned;       ///< as `general`
        std::vector<float> tunedOthers; ///< as `generalOthers`
    };
    std::vector<Candidate> candidates;
};

} // namespace lookalike
