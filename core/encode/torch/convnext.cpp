// SPDX-License-Identifier: GPL-3.0-or-later
// ConvNeXt and ConvNeXt V2. Activations are always n x H x W x channels, which the layer norms and
// linear layers need; the convolutions accept a view of it.
#include "core/encode/torch/families.h"
#include "core/encode/torch/layers.h"

#include <torch/torch.h>

namespace lookalike {
namespace {

constexpr double kConvNextInnerEpsilon = 1e-6; // of every layer norm except the last

struct ConvNextConfig {
    std::int64_t patchSize = 4;
    std::vector<std::int64_t> hiddenSizes;
    std::vector<std::int64_t> depths;
    Activation activation = Activation::Gelu;
    double epsilon = 1e-12;
    double layerScale = 1e-6;  ///< initial value; no layer scale unless positive
    bool responseNorm = false; ///< version 2
};

void expectConvNextTensors(ConfigReader& config, const ConvNextConfig& convnext)
{
    if (!config.error())
        return;
    constexpr const char* kSizes = "\"hidden_sizes\"";
    constexpr const char* kDepths = "\"depths\"";
    const std::vector<std::int64_t>& sizes = convnext.hiddenSizes;
    config.expectTensor("embeddings.layernorm.weight", {sizes[0]}, kSizes);
    config.expectTensor("embeddings.patch_embeddings.weight",
                        {sizes[0], 3, convnext.patchSize, convnext.patchSize}, "\"patch_size\"");
    for (std::size_t i = 0; config.error() && i < convnext.depths.size(); ++i) {
        const std::int64_t width = sizes[i];
        const std::string stage = "encoder.stages." + std::to_string(i);
        const auto layer = [&](std::int64_t number) {
            return stage + ".layers." + std::to_string(number) + ".";
        };
        if (i > 0)
            config.expectTensor(stage + ".downsampling_layer.1.weight", {width, sizes[i - 1], 2, 2},
                                kSizes);
        for (std::int64_t j = 0; config.error() && j < convnext.depths[i]; ++j) {
            if (!config.storesTensor(layer(j) + "dwconv.weight", true))
                return config.expectTensor(layer(j) + "dwconv.weight", {width, 1, 7, 7}, kDepths);
            config.expectTensor(layer(j) + "dwconv.weight", {width, 1, 7, 7}, kSizes);
            config.expectTensor(layer(j) + "pwconv1.weight", {4 * width, width}, kSizes);
            config.expectTensor(layer(j) + "pwconv2.weight", {width, 4 * width}, kSizes);
        }
        config.expectNoTensor(layer(convnext.depths[i]) + "dwconv.weight", kDepths);
    }
    config.expectNoTensor(
        "encoder.stages." + std::to_string(sizes.size()) + ".downsampling_layer.1.weight", kDepths);
}

ConvNextConfig readConvNextConfig(ConfigReader& config, bool version2)
{
    ConvNextConfig convnext;
    convnext.patchSize = config.integer("patch_size", 4, 1, 256);
    convnext.hiddenSizes = config.integers("hidden_sizes", {96, 192, 384, 768}, 1, 16384);
    convnext.depths = config.integers("depths", {3, 3, 9, 3}, 1, 256);
    convnext.activation = readActivation(config, "hidden_act", "gelu");
    convnext.epsilon = config.real("layer_norm_eps", 1e-12);
    convnext.layerScale = version2 ? 0 : config.real("layer_scale_init_value", 1e-6);
    convnext.responseNorm = version2;
    config.require(config.integer("num_channels", 3, 1, 1024) == 3,
                   "Only models for three colour channels are supported"_msg);
    config.require(convnext.hiddenSizes.size() == convnext.depths.size(),
                   "\"hidden_sizes\" and \"depths\" have different lengths"_msg);
    const auto stages = static_cast<std::int64_t>(convnext.depths.size());
    config.require(config.integer("num_stages", stages, 1, 64) == stages,
                   "\"num_stages\" and \"depths\" contradict each other"_msg);
    for (std::size_t i = 0; config.error() && i < convnext.depths.size(); ++i) {
        const auto width = static_cast<double>(convnext.hiddenSizes[i]);
        config.claimWeights(static_cast<double>(convnext.depths[i]) * 8 * width * width);
    }
    expectConvNextTensors(config, convnext);
    return convnext;
}

/// Applies a convolution to n x H x W x channels.
torch::Tensor convolve(torch::nn::Conv2d& convolution, const torch::Tensor& x)
{
    return convolution->forward(x.permute({0, 3, 1, 2})).permute({0, 2, 3, 1});
}

class ConvNextLayer : public torch::nn::Module {
public:
    ConvNextLayer(const ConvNextConfig& c, std::int64_t width)
        : m_depthwise(register_module(
              "dwconv", torch::nn::Conv2d(
                            torch::nn::Conv2dOptions(width, width, 7).padding(3).groups(width))))
        , m_norm(register_module("layernorm", makeLayerNorm(width, kConvNextInnerEpsilon)))
        , m_widen(register_module("pwconv1", makeLinear(width, 4 * width)))
        , m_narrow(register_module("pwconv2", makeLinear(4 * width, width)))
        , m_activation(c.activation)
    {
        if (c.layerScale > 0)
            m_scale =
                register_parameter("layer_scale_parameter", torch::full({width}, c.layerScale));
        if (c.responseNorm) {
            m_responseWeight =
                registerParameterAt(*this, "grn.weight", torch::zeros({1, 1, 1, 4 * width}));
            m_responseBias =
                registerParameterAt(*this, "grn.bias", torch::zeros({1, 1, 1, 4 * width}));
        }
    }

    torch::Tensor forward(const torch::Tensor& x)
    {
        auto y =
            activate(m_widen->forward(m_norm->forward(convolve(m_depthwise, x))), m_activation);
        if (m_responseWeight.defined()) {
            // Global response normalisation, arXiv:2301.00808, section 3.2.
            const auto energy = y.square().sum({1, 2}, true).sqrt();
            const auto response = energy / (energy.mean(-1, true) + 1e-6);
            y = m_responseWeight * (y * response) + m_responseBias + y;
        }
        y = m_narrow->forward(y);
        return x + (m_scale.defined() ? y * m_scale : y);
    }

private:
    torch::nn::Conv2d m_depthwise;
    torch::nn::LayerNorm m_norm;
    torch::nn::Linear m_widen;
    torch::nn::Linear m_narrow;
    Activation m_activation;
    torch::Tensor m_scale;          ///< undefined without layer scale
    torch::Tensor m_responseWeight; ///< undefined in version 1
    torch::Tensor m_responseBias;
};

struct ConvNextStage {
    torch::nn::LayerNorm norm = nullptr; ///< null in the first stage, which does not downsample
    torch::nn::Conv2d downsample = nullptr;
    std::vector<std::shared_ptr<ConvNextLayer>> layers;
};

class ConvNext : public VisionModel {
public:
    explicit ConvNext(const ConvNextConfig& c)
        : m_patches(registerAt(
              *this, "embeddings.patch_embeddings",
              torch::nn::Conv2d(
                  torch::nn::Conv2dOptions(3, c.hiddenSizes[0], c.patchSize).stride(c.patchSize))))
        , m_patchNorm(registerAt(*this, "embeddings.layernorm",
                                 makeLayerNorm(c.hiddenSizes[0], kConvNextInnerEpsilon)))
        , m_norm(register_module("layernorm", makeLayerNorm(c.hiddenSizes.back(), c.epsilon)))
        , m_dim(c.hiddenSizes.back())
    {
        for (std::size_t i = 0; i < c.depths.size(); ++i) {
            const std::string name = "encoder.stages." + std::to_string(i);
            ConvNextStage stage;
            if (i > 0) {
                stage.norm = registerAt(*this, name + ".downsampling_layer.0",
                                        makeLayerNorm(c.hiddenSizes[i - 1], kConvNextInnerEpsilon));
                stage.downsample =
                    registerAt(*this, name + ".downsampling_layer.1",
                               torch::nn::Conv2d(torch::nn::Conv2dOptions(c.hiddenSizes[i - 1],
                                                                          c.hiddenSizes[i], 2)
                                                     .stride(2)));
            }
            for (std::int64_t j = 0; j < c.depths[i]; ++j)
                stage.layers.push_back(
                    registerAt(*this, name + ".layers." + std::to_string(j),
                               std::make_shared<ConvNextLayer>(c, c.hiddenSizes[i])));
            m_stages.push_back(std::move(stage));
        }
    }

    torch::Tensor forward(const torch::Tensor& pixelValues) override
    {
        auto x = m_patchNorm->forward(m_patches->forward(pixelValues).permute({0, 2, 3, 1}));
        for (ConvNextStage& stage : m_stages) {
            if (stage.norm)
                x = convolve(stage.downsample, stage.norm->forward(x));
            for (const auto& layer : stage.layers)
                x = layer->forward(x);
        }
        return m_norm->forward(x.mean({1, 2}));
    }

    std::int64_t dim() const noexcept override { return m_dim; }

private:
    torch::nn::Conv2d m_patches;
    torch::nn::LayerNorm m_patchNorm;
    std::vector<ConvNextStage> m_stages;
    torch::nn::LayerNorm m_norm;
    std::int64_t m_dim;
};

VisionModelPtr makeConvNextOf(ConfigReader& reader, bool version2)
{
    const ConvNextConfig config = readConvNextConfig(reader, version2);
    return reader.error() ? std::make_shared<ConvNext>(config) : nullptr;
}

} // namespace

VisionModelPtr makeConvNext(ConfigReader& config)
{
    return makeConvNextOf(config, false);
}
VisionModelPtr makeConvNextV2(ConfigReader& config)
{
    return makeConvNextOf(config, true);
}

} // namespace lookalike
