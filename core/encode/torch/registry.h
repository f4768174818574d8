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

/// The implementation of one `model_type`.
struct ModelFamily {
    std::string_view modelType;
    std::string_view pooling; ///< how the embedding is computed; part of the embedding space
    VisionModelPtr (*create)(ConfigReader& config); ///< null for the words of a model
    std::string_view basePrefix; ///< optional prefix of names: "vit." in files with a classifier
    /// Prefixes of the names of tensors in the files that the encoder does not use.
    std::span<const std::string_view> ignoredPrefixes;
};

/// Finds a family by `model_type`. The error for an unknown one lists the supported ones. Any
/// thread.
[[nodiscard]] Result<const ModelFamily*> findFamily(std::string_view modelType);

/// Returns "convnext, convnextv2, deit, ..." for the user.
[[nodiscard]] std::string supportedModelTypes();

/// Creates a model with random weights from the content of a config.json. `stored` limits the
/// number of weights, so that a hostile configuration cannot allocate much, and resolves what the
/// configuration leaves open. Messages name `path`.
[[nodiscard]] Result<VisionModelPtr> createModel(const nlohmann::json& config,
                                                 const std::filesystem::path& path,
                                                 StoredWeights stored = {});

} // namespace lookalike
