// SPDX-License-Identifier: GPL-3.0-or-later
// Small building blocks shared by several families.
#pragma once

#include "core/encode/config_reader.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>

#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

enum class Activation {
    Gelu,
    GeluTanh,
    GeluClipped, ///< clipped to -10 .. 10
    QuickGelu,
    Relu,
    Relu6,
    ReluSquared,
    LeakyRelu,
    Silu,
    Mish,
    Sigmoid,
    Tanh,
    Linear,
};

/// Reads a Hugging Face `hidden_act`. The reader records an error for an unknown name.
[[nodiscard]] Activation readActivation(ConfigReader& reader, const char* key,
                                        std::string_view fallback);
[[nodiscard]] torch::Tensor activate(const torch::Tensor& x, Activation activation);

/// Returns the module that holds the last component of a dotted path below `root`, and creates
/// missing containers on the way. LibTorch allows no dots in names, but parameters have names like
/// "attention.output.dense.weight".
[[nodiscard]] torch::nn::Module& containerFor(torch::nn::Module& root, std::string_view path);
[[nodiscard]] std::string lastComponent(std::string_view path);

/// Registers a module under a dotted path ("attention.output.dense") and returns it.
template <class Module>
Module registerAt(torch::nn::Module& root, std::string_view path, Module module)
{
    containerFor(root, path).register_module(lastComponent(path), module);
    return module;
}

/// Registers a parameter under a dotted path and returns it.
torch::Tensor registerParameterAt(torch::nn::Module& root, std::string_view path,
                                  torch::Tensor value);

/// While an object of this class lives, makeLinear() leaves the weights unset on this thread: for
/// models whose weights are read from files. Random ones for a hundred million take half a second.
class UnsetWeights {
public:
    UnsetWeights();
    ~UnsetWeights();
    UnsetWeights(const UnsetWeights&) = delete;
    UnsetWeights& operator=(const UnsetWeights&) = delete;

private:
    const bool m_outer;
};

[[nodiscard]] torch::nn::Linear makeLinear(std::int64_t in, std::int64_t out, bool bias = true);
[[nodiscard]] torch::nn::LayerNorm makeLayerNorm(std::int64_t channels, double epsilon);

/// A convolution without bias, batch normalisation and optionally an activation: the building block
/// of ResNet and RegNet. The children are called `convolution` and `normalization`.
class ConvNormActivation : public torch::nn::Module {
public:
    ConvNormActivation(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride,
                       std::int64_t groups, std::optional<Activation> activation);
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& x);
    /// Folds the normalisation into the convolution's weights.
    void prepareForInference();

private:
    torch::nn::Conv2d m_convolution;
    torch::nn::BatchNorm2d m_normalization;
    std::optional<Activation> m_activation;
    torch::Tensor m_foldedWeight; ///< defined after prepareForInference()
    torch::Tensor m_foldedBias;
};

} // namespace lookalike
