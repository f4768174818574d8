// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/families.h"
#include "core/encode/torch/layers.h"

#include <torch/torch.h>

namespace lookalike {
namespace {

using ConvNormPtr = std::shared_ptr<ConvNormActivation>;

/// The activation inside a layer. hidden_act applies to the stem and the ends of the layers.
constexpr Activation kInnerActivation = Activation::Relu;

struct ResNetConfig {
    std::int64_t embeddingSize = 64;
    std::vector<std::int64_t> hiddenSizes;
    std::vector<std::int64_t> depths;
    bool bottleneck = true;
    Activation activation = Activation::Relu;
    bool downsampleInFirstStage = false;
    bool downsampleInBottleneck = false;
};

/// Returns the shapes of a layer's convolutions in order.
std::vector<std::vector<std::int64_t>> convolutionShapes(const ResNetConfig& resnet,
                                                         std::int64_t in, std::int64_t out)
{
    if (!resnet.bottleneck)
        return {{out, in, 3, 3}, {out, out, 3, 3}};
    const std::int64_t reduced = out / 4;
    return {{reduced, in, 1, 1}, {reduced, reduced, 3, 3}, {out, reduced, 1, 1}};
}

void expectResNetTensors(ConfigReader& config, const ResNetConfig& resnet)
{
    if (!config.error())
        return;
    constexpr const char* kSizes = "\"hidden_sizes\"";
    constexpr const char* kDepths = "\"depths\"";
    constexpr const char* kConvolution = ".convolution.weight";
    config.expectTensor("embedder.embedder.convolution.weight", {resnet.embeddingSize, 3, 7, 7},
                        "\"embedding_size\"");
    std::int64_t in = resnet.embeddingSize;
    for (std::size_t i = 0; config.error() && i < resnet.depths.size(); ++i) {
        const std::int64_t out = resnet.hiddenSizes[i];
        const auto layer = [&](std::int64_t number) {
            return "encoder.stages." + std::to_string(i) + ".layers." + std::to_string(number) +
                   ".";
        };
        for (std::int64_t j = 0; config.error() && j < resnet.depths[i]; ++j) {
            const auto shapes = convolutionShapes(resnet, in, out);
            if (!config.storesTensor(layer(j) + "layer.0" + kConvolution, true))
                return config.expectTensor(layer(j) + "layer.0" + kConvolution, shapes[0], kDepths);
            for (std::size_t k = 0; k < shapes.size(); ++k)
                config.expectTensor(layer(j) + "layer." + std::to_string(k) + kConvolution,
                                    shapes[k], kSizes);
            if (in != out)
                config.expectTensor(layer(j) + "shortcut" + kConvolution, {out, in, 1, 1}, kSizes);
            in = out;
        }
        config.expectNoTensor(layer(resnet.depths[i]) + "layer.0" + kConvolution, kDepths);
    }
    config.expectNoTensor("encoder.stages." + std::to_string(resnet.depths.size()) +
                              ".layers.0.layer.0" + kConvolution,
                          kDepths);
}

ResNetConfig readResNetConfig(ConfigReader& config)
{
    ResNetConfig resnet;
    resnet.embeddingSize = config.integer("embedding_size", 64, 1, 16384);
    resnet.hiddenSizes = config.integers("hidden_sizes", {256, 512, 1024, 2048}, 1, 65536);
    resnet.depths = config.integers("depths", {3, 4, 6, 3}, 1, 256);
    const std::string type = config.text("layer_type", "bottleneck");
    config.require(type == "basic" || type == "bottleneck",
                   "\"layer_type\" must be basic or bottleneck"_msg);
    resnet.bottleneck = type == "bottleneck";
    resnet.activation = readActivation(config, "hidden_act", "relu");
    resnet.downsampleInFirstStage = config.boolean("downsample_in_first_stage", false);
    resnet.downsampleInBottleneck = config.boolean("downsample_in_bottleneck", false);
    config.require(config.integer("num_channels", 3, 1, 1024) == 3,
                   "Only models for three colour channels are supported"_msg);
    config.require(resnet.hiddenSizes.size() == resnet.depths.size(),
                   "\"hidden_sizes\" and \"depths\" have different lengths"_msg);
    for (std::size_t i = 0; config.error() && i < resnet.depths.size(); ++i) {
        const auto width = static_cast<double>(resnet.hiddenSizes[i]);
        config.require(!resnet.bottleneck || resnet.hiddenSizes[i] >= 4,
                       "A bottleneck stage needs at least four channels"_msg);
        // A basic block has two 3x3 convolutions. A bottleneck surely has the 3x3 one at a quarter
        // of the width and the widening one.
        config.claimWeights(static_cast<double>(resnet.depths[i]) * width * width *
                            (resnet.bottleneck ? 0.5 : 9.0));
    }
    expectResNetTensors(config, resnet);
    return resnet;
}

class ResNetLayer : public torch::nn::Module {
public:
    ResNetLayer(const ResNetConfig& c, std::int64_t in, std::int64_t out, std::int64_t stride)
        : m_activation(c.activation)
    {
        if (in != out || stride != 1)
            m_shortcut = register_module("shortcut", std::make_shared<ConvNormActivation>(
                                                         in, out, 1, stride, 1, std::nullopt));
        if (c.bottleneck) {
            const std::int64_t reduced = out / 4;
            const std::int64_t first = c.downsampleInBottleneck ? stride : 1;
            add(in, reduced, 1, first, kInnerActivation);
            add(reduced, reduced, 3, stride / first, kInnerActivation);
            add(reduced, out, 1, 1, std::nullopt);
        } else {
            add(in, out, 3, stride, kInnerActivation);
            add(out, out, 3, 1, std::nullopt);
        }
    }

    torch::Tensor forward(const torch::Tensor& x)
    {
        auto y = x;
        for (const ConvNormPtr& convolution : m_convolutions)
            y = convolution->forward(y);
        return activate(y + (m_shortcut ? m_shortcut->forward(x) : x), m_activation);
    }

    void prepareForInference()
    {
        for (const ConvNormPtr& convolution : m_convolutions)
            convolution->prepareForInference();
        if (m_shortcut)
            m_shortcut->prepareForInference();
    }

private:
    void add(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride,
             std::optional<Activation> activation)
    {
        m_convolutions.push_back(registerAt(
            *this, "layer." + std::to_string(m_convolutions.size()),
            std::make_shared<ConvNormActivation>(in, out, kernel, stride, 1, activation)));
    }

    Activation m_activation;
    ConvNormPtr m_shortcut; ///< null if the input is added unchanged
    std::vector<ConvNormPtr> m_convolutions;
};

class ResNet : public VisionModel {
public:
    explicit ResNet(const ResNetConfig& c)
        : m_embedder(registerAt(
              *this, "embedder.embedder",
              std::make_shared<ConvNormActivation>(3, c.embeddingSize, 7, 2, 1, c.activation)))
        , m_dim(c.hiddenSizes.back())
    {
        std::int64_t in = c.embeddingSize;
        for (std::size_t stage = 0; stage < c.depths.size(); ++stage) {
            const std::int64_t out = c.hiddenSizes[stage];
            for (std::int64_t i = 0; i < c.depths[stage]; ++i) {
                const bool downsample = i == 0 && (stage > 0 || c.downsampleInFirstStage);
                m_layers.push_back(registerAt(
                    *this,
                    "encoder.stages." + std::to_string(stage) + ".layers." + std::to_string(i),
                    std::make_shared<ResNetLayer>(c, in, out, downsample ? 2 : 1)));
                in = out;
            }
        }
    }

    torch::Tensor forward(const torch::Tensor& pixelValues) override
    {
        auto x = torch::max_pool2d(m_embedder->forward(pixelValues), 3, 2, 1);
        for (const auto& layer : m_layers)
            x = layer->forward(x);
        return x.mean({2, 3});
    }

    std::int64_t dim() const noexcept override { return m_dim; }

    void prepareForInference() override
    {
        m_embedder->prepareForInference();
        for (const auto& layer : m_layers)
            layer->prepareForInference();
    }

private:
    ConvNormPtr m_embedder;
    std::vector<std::shared_ptr<ResNetLayer>> m_layers;
    std::int64_t m_dim;
};

} // namespace

VisionModelPtr makeResNet(ConfigReader& reader)
{
    const ResNetConfig config = readResNetConfig(reader);
    return reader.error() ? std::make_shared<ResNet>(config) : nullptr;
}

} // namespace lookalike
