// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors by name, to and from safetensors: packed photos, teacher embeddings, checkpoints,
// weights.
#pragma once

#include "core/encode/safetensors.h"

#include <torch/torch.h>

#include <filesystem>
#include <map>
#include <string>

namespace lookalike::training {

using NamedTensors = std::map<std::string, torch::Tensor>;

struct TensorFile {
    NamedTensors tensors; ///< on the CPU, owning their memory
    TensorMetadata metadata;
};

/// Reads every tensor of a file.
[[nodiscard]] Result<TensorFile> readTensorFile(const std::filesystem::path& path);

/// Writes the file whole or not at all.
[[nodiscard]] Result<> writeTensorFile(const std::filesystem::path& path,
                                       const NamedTensors& tensors,
                                       const TensorMetadata& metadata = {});

} // namespace lookalike::training
