// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/safetensors.h"
#include "core/encode/torch/registry.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace lookalike {

/// The weights of one model, in one file or in shards. One thread at a time.
class WeightFiles {
public:
    /// Opens all files. Fails if two of them hold the same tensor.
    [[nodiscard]] static Result<WeightFiles> open(const std::vector<std::filesystem::path>& paths);

    /// Returns what a configuration is validated against. Refers to this object.
    [[nodiscard]] StoredWeights stored(const ModelFamily& family) const;

    /// Copies every tensor into the parameter or buffer with its name, converting from any
    /// floating-point type. Fails and names the tensor if one is missing, has another shape, or is
    /// superfluous and not listed as ignored by the family, and with Cancelled. On an error the
    /// model is left half loaded.
    [[nodiscard]] Result<> loadInto(torch::nn::Module& model, const ModelFamily& family,
                                    const std::stop_token& stop = {});

private:
    std::vector<SafetensorsFile> m_files;
};

/// Writes all parameters and buffers under their names, floating-point ones as `floatType` (F32,
/// F16 or BF16). Atomic. Must not be used for models prepared for inference.
[[nodiscard]] Result<> saveWeights(const torch::nn::Module& model,
                                   const std::filesystem::path& path, Dtype floatType,
                                   TensorMetadata metadata = {});

} // namespace lookalike
