// SPDX-License-Identifier: GPL-3.0-or-later
// A directory in the Hugging Face layout: config.json, preprocessor_config.json and
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

/// A checked model directory; its weights are not read yet, but for the hash.
struct ModelDirectory {
    std::filesystem::path path;
    std::string name;      ///< the directory's name
    std::string modelType; ///< config.json's model_type
    nlohmann::json config;
    PreprocessSpec preprocess;
    std::vector<std::filesystem::path> weightFiles; ///< one, or the shards in order
};

/// Reads and checks the JSON files. Refuses, by content and with a message that says how to
/// convert, directories that hold only pickled weights (.bin, .pt, .pth, TorchScript).
[[nodiscard]] Result<ModelDirectory> openModelDirectory(const std::filesystem::path& directory);

/// Reads preprocessor_config.json's text; `config` supplies defaults that the file leaves out.
[[nodiscard]] Result<PreprocessSpec> parsePreprocessor(const nlohmann::json& preprocessor,
                                                       const nlohmann::json& config,
                                                       const std::filesystem::path& path);

struct EncoderOptions {
    DeviceKind device = DeviceKind::Auto;
    std::size_t threads = 0; ///< CPU callers to plan for; 0 means one a core
};

/// Loads the LibTorch module on first use (so that start-up does not pay for it) and the model
/// with it. Takes seconds: call it from a worker thread. Any thread.
[[nodiscard]] Result<std::shared_ptr<const Encoder>> loadEncoder(const ModelDirectory& model,
                                                                 const EncoderOptions& options);

/// Resolves what the user wrote after --model: a directory, the name of an installed or built-in
/// model ("owner/name" for one of the hub, too), or an empty string for the one that was chosen
/// with setDefaultModel(), else the built-in one.
[[nodiscard]] Result<std::filesystem::path> findModel(const std::string& nameOrDirectory);

/// findModel(), openModelDirectory() and loadEncoder() in one.
[[nodiscard]] Result<std::shared_ptr<const Encoder>> loadEncoder(const std::string& nameOrDirectory,
                                                                 const EncoderOptions& options);

/// Installed models: the built-in ones first, then those in the user's data directory.
[[nodiscard]] std::vector<ModelDirectory> installedModels();

} // namespace lookalike
