// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/nn/module.h>
#include <torch/types.h>

#include <array>
#include <cstdint>
#include <optional>

namespace lookalike {

/// An image encoder as a LibTorch module whose parameters bear the names of the Hugging Face
/// implementation, so that its files load as they are and what we train loads elsewhere.
/// Trainable. Throws what LibTorch throws; callers outside core/encode/torch never see it.
class VisionModel : public torch::nn::Module {
public:
    /// Normalised pixels n x 3 x H x W in the parameters' element type and on their device; gives
    /// n x dim() embeddings that are not L2-normalised. Safe in several threads at once while
    /// nobody changes the weights.
    [[nodiscard]] virtual torch::Tensor forward(const torch::Tensor& pixelValues) = 0;

    [[nodiscard]] virtual std::int64_t dim() const noexcept = 0;

    /// Height and width of the only input that the model takes, where there is only one.
    [[nodiscard]] virtual std::optional<std::array<std::int64_t, 2>> inputSize() const noexcept
    {
        return std::nullopt;
    }

    /// Pixels that the shorter side of an input must have at least.
    [[nodiscard]] virtual std::int64_t smallestSide() const noexcept { return 1; }

    /// Merges weights for speed (query with key and value, batch normalisation into convolutions).
    /// Afterwards the model can only be run, neither trained nor saved.
    virtual void prepareForInference() {}
};

} // namespace lookalike
