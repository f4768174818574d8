// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/torch/families.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace lookalike {

/// What the program knows of one `model_type`.
struct ModelFamily {
    std::string_view modelType;
    std::string_view pooling; ///< how the embedding is taken, part of the embedding space
    VisionModelPtr (*create)(ConfigReader& config);
    std::string_view basePrefix; ///< names may start with it: "vit." where a classifier was added
    /// Beginnings of names of tensors that files hold beside the encoder.
    std::span<const std::string_view> ignoredPrefixes;
};

/// By `model_type`; the error of an unknown one lists what is supported. Any thread.
[[nodiscard]] Result<const ModelFamily*> findFamily(std::string_view modelType);

/// "convnext, convnextv2, deit, ..." for the user.
[[nodiscard]] std::string supportedModelTypes();

/// A model with random weights by a config.json's content. `stored` bounds the number of weights,
/// so that a hostile configuration allocates nothing, and settles what the configuration leaves
/// open; `path` is named in messages.
[[nodiscard]] Result<VisionModelPtr> createModel(const nlohmann::json& config,
                                                 const std::filesystem::path& path,
                                                 StoredWeights stored = {});

} // namespace lookalike
