// SPDX-License-Identifier: GPL-3.0-or-later
// A model on its way: what training, validation, export and teaching do with one.
#pragma once

#include "core/encode/encoder.h"
#include "core/encode/torch/registry.h"
#include "core/encode/torch/training/tensor_file.h"
#include "core/image/preprocess.h"

#include <torch/torch.h>

#include <filesystem>

namespace lookalike::training {

/// Runs convolutions and matrix products of its scope in bfloat16 and keeps the rest in float32
/// (LibTorch's autocast). Does nothing where it is told so.
class MixedPrecision {
public:
    MixedPrecision(bool enabled, const torch::Device& device);
    MixedPrecision(const MixedPrecision&) = delete;
    MixedPrecision& operator=(const MixedPrecision&) = delete;
    ~MixedPrecision();

private:
    bool m_enabled;
    torch::Device m_device;
};

struct Student {
    VisionModelPtr model;
    nlohmann::json config;
    nlohmann::json preprocessor;
    PreprocessSpec preprocess;

    /// Pixels in 0..1, float n x 3 x H x W, to embeddings, float32 n x dim, not normalised.
    [[nodiscard]] torch::Tensor embed(const torch::Tensor& pixels, bool bfloat16) const;
    /// The whole photos, resized to `size`, in evaluation mode and without gradients; on the CPU.
    [[nodiscard]] torch::Tensor embedWhole(const torch::Tensor& photos,
                                           const torch::Tensor& indices, std::int64_t size,
                                           bool bfloat16) const;
    /// Measures the running statistics of batch normalisation anew on whole photos of `size`.
    void recalibrate(const torch::Tensor& photos, const torch::Tensor& indices, std::int64_t size,
                     bool bfloat16) const;
    [[nodiscard]] torch::Device device() const;
};

/// By the directory's config.json and preprocessor_config.json. With its model.safetensors where
/// there is one and `fromScratch` is false, else with random weights.
[[nodiscard]] Result<Student> loadStudent(const std::filesystem::path& directory, bool fromScratch);

/// Chooses and seeds the device, and bounds the CPU's threads where `threads` is positive.
[[nodiscard]] Result<torch::Device> trainingDevice(DeviceKind device, int threads);

/// Parameters and buffers by name, shared with the module.
[[nodiscard]] NamedTensors stateOf(const torch::nn::Module& module, const std::string& prefix);
/// Copies a state back; fails where a tensor is missing or has another shape.
[[nodiscard]] Result<> restoreState(const torch::nn::Module& module, const NamedTensors& tensors,
                                    const std::string& prefix);

} // namespace lookalike::training
