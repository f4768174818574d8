// SPDX-License-Identifier: GPL-3.0-or-later
// A model in training, as used by training, validation, export and teaching.
#pragma once

#include "core/encode/encoder.h"
#include "core/encode/torch/registry.h"
#include "core/encode/torch/training/tensor_file.h"
#include "core/image/preprocess.h"

#include <torch/torch.h>

#include <filesystem>

namespace lookalike::training {

/// Runs convolutions and matrix products within its scope in bfloat16 and the rest in float32
/// (LibTorch's autocast). Does nothing unless `enabled`.
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

    /// Maps pixels in 0..1, float n x 3 x H x W, to embeddings, float32 n x dim, not normalised.
    [[nodiscard]] torch::Tensor embed(const torch::Tensor& pixels, bool bfloat16) const;
    /// Embeds whole photos, resized to `size`, in evaluation mode and without gradients. The result
    /// is on the CPU.
    [[nodiscard]] torch::Tensor embedWhole(const torch::Tensor& photos,
                                           const torch::Tensor& indices, std::int64_t size,
                                           bool bfloat16) const;
    /// Recomputes the running statistics of batch normalisation on whole photos of `size`.
    void recalibrate(const torch::Tensor& photos, const torch::Tensor& indices, std::int64_t size,
                     bool bfloat16) const;
    [[nodiscard]] torch::Device device() const;
};

/// Creates the model from the directory's config.json and preprocessor_config.json. Loads its
/// model.safetensors if there is one and `fromScratch` is false; otherwise uses random weights.
[[nodiscard]] Result<Student> loadStudent(const std::filesystem::path& directory, bool fromScratch);

/// Chooses and seeds the device, and limits the CPU threads if `threads` is positive.
[[nodiscard]] Result<torch::Device> trainingDevice(DeviceKind device, int threads);

/// Returns parameters and buffers by name; they share memory with the module.
[[nodiscard]] NamedTensors stateOf(const torch::nn::Module& module, const std::string& prefix);
/// Copies a state into the module. Fails if a tensor is missing or has another shape.
[[nodiscard]] Result<> restoreState(const torch::nn::Module& module, const NamedTensors& tensors,
                                    const std::string& prefix);

} // namespace lookalike::training
