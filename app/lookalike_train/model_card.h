// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/torch/training/fine_tuning.h"
#include "core/evaluate/tuning_gate.h"

#include <cstddef>
#include <filesystem>
#include <string>

namespace lookalike {

/// What a model card says of a fine-tuned model. No names of files, folders and labels: a model may
/// be passed on.
struct ModelCard {
    std::string base; ///< the general model's name
    std::size_t photos = 0;
    std::size_t labels = 0;
    bool hasOthers = false;
    const training::FineTuneOptions& options;
    const training::FineTuneOutcome& outcome;
    const TuningVerdict& verdict;
};

/// Writes README.md into the model directory.
[[nodiscard]] Result<> writeModelCard(const ModelCard& card,
                                      const std::filesystem::path& directory);

} // namespace lookalike
