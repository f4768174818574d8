// SPDX-License-Identifier: GPL-3.0-or-later
// The encoder behind loadEncoder(), for programs that link LibTorch anyway.
#pragma once

#include "core/encode/model_directory.h"

#include <cstddef>
#include <functional>
#include <memory>

namespace lookalike {

/// Asked before each batch on the chosen device; true means: behave as if the device's memory had
/// run out. The seam that lets a test take the paths that need a full GPU.
using PretendOutOfMemory = std::function<bool(std::size_t batch)>;

/// Loads the weights onto the chosen device. Any thread.
[[nodiscard]] Result<std::shared_ptr<const Encoder>>
makeTorchEncoder(const ModelDirectory& model, const EncoderOptions& options,
                 PretendOutOfMemory pretendOutOfMemory = {});

/// Writes a model.safetensors with random weights that fits the directory's config.json: how tests
/// come by a model of any shape.
[[nodiscard]] Result<> writeRandomWeights(const std::filesystem::path& directory,
                                          std::uint64_t seed);

} // namespace lookalike
