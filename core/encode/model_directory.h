// SPDX-License-Identifier: GPL-3.0-or-later
// A model directory in the Hugging Face layout: config.json, preprocessor_config.json and
// model.safetensors (or model.safetensors.index.json with its shards).
#pragma once

#include "core/base/result.h"
#include "core/encode/encoder.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace lookalike {

/// A validated model directory. Its weights have not been loaded yet.
struct ModelDirectory {
    std::filesystem::path path;
    std::string name;      ///< the directory's name
    std::string modelType; ///< model_type of config.json
    nlohmann::json config;
    PreprocessSpec preprocess;
    std::vector<std::filesystem::path> weightFiles; ///< one file, or the shards in order
};

/// Reads and validates the JSON files. Refuses directories that hold only pickled weights (.bin,
/// .pt, .pth, TorchScript), which it detects by content; the message says how to convert them.
[[nodiscard]] Result<ModelDirectory> openModelDirectory(const std::filesystem::path& directory);

/// Parses the text of preprocessor_config.json; `config` supplies defaults for missing fields.
[[nodiscard]] Result<PreprocessSpec> parsePreprocessor(const nlohmann::json& preprocessor,
                                                       const nlohmann::json& config,
                                                       const std::filesystem::path& path);

struct EncoderOptions {
    DeviceKind device = DeviceKind::Auto;
    std::size_t threads = 0; ///< CPU callers to plan for; 0 means one per core
};

/// Loads the LibTorch module on first use, so that it does not slow down the start, and then the
/// model, whose files the module reads again. Takes seconds, so call it from a worker thread. Any
/// thread. Fails with Conflict for a module of another version.
[[nodiscard]] Result<std::shared_ptr<const Encoder>> loadEncoder(const ModelDirectory& model,
                                                                 const EncoderOptions& options);

/// Resolves the value of --model: a directory, the name of an installed or built-in model (also
/// "owner/name" for a model from the hub), or an empty string for the model set with
/// setDefaultModel(), or else the built-in one.
[[nodiscard]] Result<std::filesystem::path> findModel(const std::string& nameOrDirectory);

/// Combines findModel(), openModelDirectory() and loadEncoder().
[[nodiscard]] Result<std::shared_ptr<const Encoder>> loadEncoder(const std::string& nameOrDirectory,
                                                                 const EncoderOptions& options);

/// Returns the built-in models first, then those in the user's data directory.
[[nodiscard]] std::vector<ModelDirectory> installedModels();

} // namespace lookalike
