// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/safetensors.h"
#include "core/encode/torch/registry.h"

#include <filesystem>
#include <vector>

namespace lookalike {

/// The weights of one model, in one file or in shards. One thread at a time.
class WeightFiles {
public:
    /// Opens all files; a tensor that is in two of them is an error.
    [[nodiscard]] static Result<WeightFiles> open(const std::vector<std::filesystem::path>& paths);

    /// What a configuration is judged by. Refers to this object.
    [[nodiscard]] StoredWeights stored(const ModelFamily& family) const;

    /// Copies every tensor into the parameter or buffer of its name, converting from any floating
    /// type. Strict: a missing tensor, one too many that the family does not list as ignored, and
    /// one of another shape are errors that name it. Leaves the model half loaded on an error.
    [[nodiscard]] Result<> loadInto(VisionModel& model, const ModelFamily& family);

private:
    std::vector<SafetensorsFile> m_files;
};

/// Writes all parameters and buffers under their names, floating-point ones as `floatType` (F32,
/// F16 or BF16). Atomic. Not for models prepared for inference.
[[nodiscard]] Result<> saveWeights(const torch::nn::Module& model,
                                   const std::filesystem::path& path, Dtype floatType,
                                   TensorMetadata metadata = {});

} // namespace lookalike
