// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and writes named tensors as safetensors: packed photos, teacher embeddings, checkpoints,
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
    NamedTensors tensors; ///< on the CPU; they own their memory
    TensorMetadata metadata;
};

/// Reads all tensors of a file.
[[nodiscard]] Result<TensorFile> readTensorFile(const std::filesystem::path& path);

/// Writes the file atomically.
[[nodiscard]] Result<> writeTensorFile(const std::filesystem::path& path,
                                       const NamedTensors& tensors,
                                       const TensorMetadata& metadata = {});

} // namespace lookalike::training
