// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/families.h"
#include "core/encode/torch/layers.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace lookalike {
namespace {

using ConvNormPtr = std::shared_ptr<ConvNormActivation>;

struct RegNetConfig {
    std::int64_t embeddingSize = 32;
    std::vector<std::int64_t> hiddenSizes;
    std::vector<std::int64_t> depths;
    std::int64_t groupsWidth = 64; ///< channels of one group of the 3x3 convolutions
    bool squeeze = true;           ///< type Y: squeeze and excitation
    Activation activation = Activation::Relu;
    bool downsampleInFirstStage = true;
};

std::int64_t groupsOf(const RegNetConfig& regnet, std::int64_t width)
{
    return std::max<std::int64_t>(1, width / regnet.groupsWidth);
}

/// Returns the channels inside the squeeze and excitation of a layer with this many inputs. Rounds
/// like Python, halves to even.
std::int64_t squeezedWidth(std::int64_t in)
{
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::nearbyint(static_cast<double>(in) / 4)));
}

void expectRegNetTensors(ConfigReader& config, const RegNetConfig& regnet)
{
    if (!config.error())
        return;
    constexpr const char* kSizes = "\"hidden_sizes\"";
    constexpr const char* kDepths = "\"depths\"";
    config.expectTensor("embedder.embedder.convolution.weight", {regnet.embeddingSize, 3, 3, 3},
                        "\"embedding_size\"");
    std::int64_t in = regnet.embeddingSize;
    for (std::size_t i = 0; config.error() && i < regnet.depths.size(); ++i) {
        const std::int64_t out = regnet.hiddenSizes[i];
        const auto layer = [&](std::int64_t number) {
            return "encoder.stages." + std::to_string(i) + ".layers." + std::to_string(number) +
                   ".";
        };
        for (std::int64_t j = 0; config.error() && j < regnet.depths[i]; ++j) {
            const std::string first = layer(j) + "layer.0.convolution.weight";
            if (!config.storesTensor(first, true))
                return config.expectTensor(first, {out, in, 1, 1}, kDepths);
            config.expectTensor(first, {out, in, 1, 1}, kSizes);
            config.expectTensor(layer(j) + "layer.1.convolution.weight",
                                {out, out / groupsOf(regnet, out), 3, 3}, "\"groups_width\"");
            if (regnet.squeeze)
                config.expectTensor(layer(j) + "layer.2.attention.0.weight",
                                    {squeezedWidth(in), out, 1, 1}, "\"layer_type\"");
            config.expectTensor(layer(j) + (regnet.squeeze ? "layer.3" : "layer.2") +
                                    ".convolution.weight",
                                {out, out, 1, 1}, "\"layer_type\"");
            if (in != out)
                config.expectTensor(layer(j) + "shortcut.convolution.weight", {out, in, 1, 1},
                                    kSizes);
            in = out;
        }
        config.expectNoTensor(layer(regnet.depths[i]) + "layer.0.convolution.weight", kDepths);
    }
    config.expectNoTensor("encoder.stages." + std::to_string(regnet.depths.size()) +
                              ".layers.0.layer.0.convolution.weight",
                          kDepths);
}

RegNetConfig readRegNetConfig(ConfigReader& config)
{
    RegNetConfig regnet;
    regnet.embeddingSize = config.integer("embedding_size", 32, 1, 16384);
    regnet.hiddenSizes = config.integers("hidden_sizes", {128, 192, 512, 1088}, 1, 65536);
    regnet.depths = config.integers("depths", {2, 6, 12, 2}, 1, 256);
    regnet.groupsWidth = config.integer("groups_width", 64, 1, 65536);
    const std::string type = config.text("layer_type", "y");
    config.require(type == "x" || type == "y", "\"layer_type\" must be x or y"_msg);
    regnet.squeeze = type == "y";
    regnet.activation = readActivation(config, "hidden_act", "relu");
    regnet.downsampleInFirstStage = config.boolean("downsample_in_first_stage", true);
    config.require(config.integer("num_channels", 3, 1, 1024) == 3,
                   "Only models for three colour channels are supported"_msg);
    config.require(regnet.hiddenSizes.size() == regnet.depths.size(),
                   "\"hidden_sizes\" and \"depths\" have different lengths"_msg);
    for (std::size_t i = 0; config.error() && i < regnet.depths.size(); ++i) {
        const std::int64_t width = regnet.hiddenSizes[i];
        config.require(width % groupsOf(regnet, width) == 0,
                       "\"groups_width\" does not divide a stage's channels"_msg);
        config.claimWeights(static_cast<double>(regnet.depths[i]) * static_cast<double>(width) *
                            static_cast<double>(width));
    }
    expectRegNetTensors(config, regnet);
    return regnet;
}

/// Squeeze and excitation (Hu et al., arXiv:1709.01507): scales each channel depending on the whole
/// picture.
class ChannelAttention : public torch::nn::Module {
public:
    ChannelAttention(std::int64_t channels, std::int64_t reduced)
        : m_squeeze(registerAt(*this, "attention.0", torch::nn::Conv2d(channels, reduced, 1)))
        , m_excite(registerAt(*this, "attention.2", torch::nn::Conv2d(reduced, channels, 1)))
    {}

    torch::Tensor forward(const torch::Tensor& x)
    {
        const auto mean = x.mean({2, 3}, true);
        return x * torch::sigmoid(m_excite->forward(torch::relu(m_squeeze->forward(mean))));
    }

private:
    torch::nn::Conv2d m_squeeze, m_excite;
};

class RegNetLayer : public torch::nn::Module {
public:
    RegNetLayer(const RegNetConfig& c, std::int64_t in, std::int64_t out, std::int64_t stride)
        : m_activation(c.activation)
    {
        const auto add = [&](const std::string& name, std::int64_t inputs, std::int64_t kernel,
                             std::int64_t step, std::int64_t groups,
                             std::optional<Activation> activation) {
            return registerAt(*this, name,
                              std::make_shared<ConvNormActivation>(inputs, out, kernel, step,
                                                                   groups, activation));
        };
        if (in != out || stride != 1)
            m_shortcut = add("shortcut", in, 1, stride, 1, std::nullopt);
        m_first = add("layer.0", in, 1, 1, 1, c.activation);
        m_grouped = add("layer.1", out, 3, stride, groupsOf(c, out), c.activation);
        if (c.squeeze) {
            m_attention = registerAt(*this, "layer.2",
                                     std::make_shared<ChannelAttention>(out, squeezedWidth(in)));
        }
        m_last = add(c.squeeze ? "layer.3" : "layer.2", out, 1, 1, 1, std::nullopt);
    }

    torch::Tensor forward(const torch::Tensor& x)
    {
        auto y = m_grouped->forward(m_first->forward(x));
        if (m_attention)
            y = m_attention->forward(y);
        return activate(m_last->forward(y) + (m_shortcut ? m_shortcut->forward(x) : x),
                        m_activation);
    }

    void prepareForInference()
    {
        for (const ConvNormPtr& part : {m_shortcut, m_first, m_grouped, m_last})
            if (part)
                part->prepareForInference();
    }

private:
    Activation m_activation;
    ConvNormPtr m_shortcut; ///< null if the input is added unchanged
    ConvNormPtr m_first, m_grouped, m_last;
    std::shared_ptr<ChannelAttention> m_attention; ///< null in type X
};

class RegNet : public VisionModel {
public:
    explicit RegNet(const RegNetConfig& c)
        : m_embedder(registerAt(
              *this, "embedder.embedder",
              std::make_shared<ConvNormActivation>(3, c.embeddingSize, 3, 2, 1, c.activation)))
        , m_dim(c.hiddenSizes.back())
    {
        std::int64_t in = c.embeddingSize;
        for (std::size_t stage = 0; stage < c.depths.size(); ++stage) {
            for (std::int64_t i = 0; i < c.depths[stage]; ++i) {
                const bool downsample = i == 0 && (stage > 0 || c.downsampleInFirstStage);
                m_layers.push_back(registerAt(
                    *this,
                    "encoder.stages." + std::to_string(stage) + ".layers." + std::to_string(i),
                    std::make_shared<RegNetLayer>(c, in, c.hiddenSizes[stage],
                                                  downsample ? 2 : 1)));
                in = c.hiddenSizes[stage];
            }
        }
    }

    torch::Tensor forward(const torch::Tensor& pixelValues) override
    {
        auto x = m_embedder->forward(pixelValues);
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
    std::vector<std::shared_ptr<RegNetLayer>> m_layers;
    std::int64_t m_dim;
};

} // namespace

VisionModelPtr makeRegNet(ConfigReader& reader)
{
    const RegNetConfig config = readRegNetConfig(reader);
    return reader.error() ? std::make_shared<RegNet>(config) : nullptr;
}

} // namespace lookalike
