// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/layers.h"

#include <torch/nn/functional/conv.h>
#include <torch/torch.h>

#include <algorithm>
#include <utility>

namespace lookalike {
namespace {

/// The names in Hugging Face transformers. Several names mean the same function.
constexpr std::pair<std::string_view, Activation> kActivations[] = {
    {"gelu", Activation::Gelu},
    {"gelu_python", Activation::Gelu},
    {"gelu_new", Activation::GeluTanh},
    {"gelu_fast", Activation::GeluTanh},
    {"gelu_accurate", Activation::GeluTanh},
    {"gelu_pytorch_tanh", Activation::GeluTanh},
    {"gelu_python_tanh", Activation::GeluTanh},
    {"gelu_10", Activation::GeluClipped},
    {"quick_gelu", Activation::QuickGelu},
    {"relu", Activation::Relu},
    {"relu6", Activation::Relu6},
    {"relu2", Activation::ReluSquared},
    {"leaky_relu", Activation::LeakyRelu},
    {"silu", Activation::Silu},
    {"swish", Activation::Silu},
    {"mish", Activation::Mish},
    {"sigmoid", Activation::Sigmoid},
    {"tanh", Activation::Tanh},
    {"linear", Activation::Linear},
};

thread_local bool t_leaveUnset = false;

} // namespace

Activation readActivation(ConfigReader& reader, const char* key, std::string_view fallback)
{
    const std::string name = reader.text(key, fallback);
    const auto* found = std::find_if(std::begin(kActivations), std::end(kActivations),
                                     [&](const auto& known) { return known.first == name; });
    if (found != std::end(kActivations))
        return found->second;
    reader.require(false, "The activation %1 is not supported"_msg(name));
    return Activation::Gelu;
}

torch::Tensor activate(const torch::Tensor& x, Activation activation)
{
    switch (activation) {
    case Activation::Gelu:
        return torch::gelu(x);
    case Activation::GeluTanh:
        return torch::gelu(x, "tanh");
    case Activation::GeluClipped:
        return torch::gelu(x).clamp(-10, 10);
    case Activation::QuickGelu:
        return x * torch::sigmoid(1.702 * x);
    case Activation::Relu:
        return torch::relu(x);
    case Activation::Relu6:
        return x.clamp(0, 6);
    case Activation::ReluSquared:
        return torch::relu(x).square();
    case Activation::LeakyRelu:
        return torch::leaky_relu(x, 0.01);
    case Activation::Silu:
        return torch::silu(x);
    case Activation::Mish:
        return torch::mish(x);
    case Activation::Sigmoid:
        return torch::sigmoid(x);
    case Activation::Tanh:
        return torch::tanh(x);
    case Activation::Linear:
        return x;
    }
    return x;
}

torch::nn::Module& containerFor(torch::nn::Module& root, std::string_view path)
{
    torch::nn::Module* container = &root;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        const std::string name(path.substr(0, dot));
        const auto children = container->named_children();
        const auto* existing = children.find(name);
        container =
            existing != nullptr
                ? existing->get()
                : container->register_module(name, std::make_shared<torch::nn::Module>()).get();
        path.remove_prefix(dot + 1);
    }
    return *container;
}

std::string lastComponent(std::string_view path)
{
    return std::string(path.substr(path.rfind('.') + 1)); // npos + 1 is 0: the whole path
}

torch::Tensor registerParameterAt(torch::nn::Module& root, std::string_view path,
                                  torch::Tensor value)
{
    return containerFor(root, path).register_parameter(lastComponent(path), std::move(value));
}

UnsetWeights::UnsetWeights()
    : m_outer(std::exchange(t_leaveUnset, true))
{}

UnsetWeights::~UnsetWeights()
{
    t_leaveUnset = m_outer;
}

torch::nn::Linear makeLinear(std::int64_t in, std::int64_t out, bool bias)
{
    if (!t_leaveUnset)
        return torch::nn::Linear(torch::nn::LinearOptions(in, out).bias(bias));
    // The constructor sets all weights, so it gets few.
    torch::nn::Linear linear(torch::nn::LinearOptions(1, 1).bias(bias));
    linear->options.in_features(in).out_features(out);
    linear->weight.set_data(torch::empty({out, in}));
    if (bias)
        linear->bias.set_data(torch::empty({out}));
    return linear;
}

torch::nn::LayerNorm makeLayerNorm(std::int64_t channels, double epsilon)
{
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({channels}).eps(epsilon));
}

ConvNormActivation::ConvNormActivation(std::int64_t in, std::int64_t out, std::int64_t kernel,
                                       std::int64_t stride, std::int64_t groups,
                                       std::optional<Activation> activation)
    : m_convolution(
          register_module("convolution", torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel)
                                                               .stride(stride)
                                                               .padding(kernel / 2)
                                                               .groups(groups)
                                                               .bias(false))))
    , m_normalization(register_module("normalization", torch::nn::BatchNorm2d(out)))
    , m_activation(activation)
{}

torch::Tensor ConvNormActivation::forward(const torch::Tensor& x)
{
    torch::Tensor y;
    if (m_foldedWeight.defined()) {
        const auto& options = m_convolution->options;
        y = torch::conv2d(x, m_foldedWeight, m_foldedBias, options.stride(),
                          m_foldedWeight.size(2) / 2, 1, options.groups());
    } else {
        y = m_normalization->forward(m_convolution->forward(x));
    }
    if (!m_activation)
        return y;
    return m_activation == Activation::Relu && m_foldedWeight.defined()
               ? torch::relu_(y)
               : activate(y, *m_activation);
}

void ConvNormActivation::prepareForInference()
{
    const torch::NoGradGuard noGrad;
    const auto& norm = *m_normalization;
    // Computed in double precision, so that the quotient is rounded only once, when it is stored.
    const auto factor = norm.weight.to(torch::kDouble) /
                        torch::sqrt(norm.running_var.to(torch::kDouble) + norm.options.eps());
    const auto type = m_convolution->weight.scalar_type();
    m_foldedWeight = register_buffer(
        "folded_weight",
        (m_convolution->weight.to(torch::kDouble) * factor.view({-1, 1, 1, 1})).to(type));
    m_foldedBias = register_buffer(
        "folded_bias",
        (norm.bias.to(torch::kDouble) - norm.running_mean.to(torch::kDouble) * factor).to(type));
}

} // namespace lookalike
