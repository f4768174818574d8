// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/nn/module.h>
#include <torch/types.h>

#include <array>
#include <cstdint>
#include <optional>

namespace lookalike {

/// An image encoder as a LibTorch module whose parameters have the names of the Hugging Face
/// implementation, so that its files load unchanged and the models trained here load elsewhere.
/// Trainable. Throws what LibTorch throws; code outside core/encode/torch never sees it.
class VisionModel : public torch::nn::Module {
public:
    /// Maps normalised pixels, n x 3 x H x W in the parameters' element type and on their device,
    /// to n x dim() embeddings that are not L2-normalised. Thread-safe while the weights do not
    /// change.
    [[nodiscard]] virtual torch::Tensor forward(const torch::Tensor& pixelValues) = 0;

    [[nodiscard]] virtual std::int64_t dim() const noexcept = 0;

    /// Returns height and width if the model accepts only one input size.
    [[nodiscard]] virtual std::optional<std::array<std::int64_t, 2>> inputSize() const noexcept
    {
        return std::nullopt;
    }

    /// Returns the minimum length of an input's shorter side in pixels.
    [[nodiscard]] virtual std::int64_t smallestSide() const noexcept { return 1; }

    /// Merges weights for speed (query with key and value, batch normalisation into convolutions).
    /// Afterwards the model can only be run, not trained or saved.
    virtual void prepareForInference() {}
};

} // namespace lookalike
