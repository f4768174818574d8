// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/torch/training/photo_set.h"
#include "core/encode/torch/training/tensor_file.h"

#include <nlohmann/json.hpp>
#include <torch/nn/module.h>

#include <filesystem>
#include <string>

namespace lookalike::training {

/// The file that a fine-tuning run leaves in its folder.
inline constexpr const char* kTuningCheckpointFile = "tuning.safetensors";

/// Its content. The best weights have the prefix "best.".
struct TuningCheckpoint {
    NamedTensors tensors;
    nlohmann::json run; ///< the numbers of the run
    nlohmann::json config;
    nlohmann::json preprocessor;
};

[[nodiscard]] Result<> writeTuningCheckpoint(const std::filesystem::path& path,
                                             const TuningCheckpoint& checkpoint);
/// Fails with Broken where a JSON part is missing.
[[nodiscard]] Result<TuningCheckpoint> readTuningCheckpoint(const std::filesystem::path& path);

/// Tells photos with their labels, and a model's weights, from others; no identity.
[[nodiscard]] std::string photosKey(const PhotoSet& photos);
[[nodiscard]] std::string weightsKey(const torch::nn::Module& model);

} // namespace lookalike::training
