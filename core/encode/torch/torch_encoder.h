// SPDX-License-Identifier: GPL-3.0-or-later
// The encoder behind loadEncoder(), for programs that link LibTorch directly.
#pragma once

#include "core/encode/model_directory.h"

#include <cstddef>
#include <functional>
#include <memory>

namespace lookalike {

/// Called before each batch on the chosen device. If it returns true, the encoder behaves as if the
/// device's memory had run out. Lets tests cover the code for a full GPU.
using PretendOutOfMemory = std::function<bool(std::size_t batch)>;

/// Loads the weights onto the chosen device. Any thread.
[[nodiscard]] Result<std::shared_ptr<const Encoder>>
makeTorchEncoder(const ModelDirectory& model, const EncoderOptions& options,
                 PretendOutOfMemory pretendOutOfMemory = {});

/// Writes a model.safetensors with random weights that matches the directory's config.json, so that
/// tests can create models of any shape.
[[nodiscard]] Result<> writeRandomWeights(const std::filesystem::path& directory,
                                          std::uint64_t seed);

} // namespace lookalike
