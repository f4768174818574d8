// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/families.h"
#include "core/encode/torch/transformer.h"

#include <torch/torch.h>

#include <cmath>

namespace lookalike {
namespace {

constexpr TransformerLayerNames kSiglipNames = {
    "layer_norm1",        "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj",
    "self_attn.out_proj", "layer_norm2",      "mlp.fc1",          "mlp.fc2"};

struct SiglipConfig {
    TransformerOptions transformer;
    std::int64_t imageSize = 224;
    std::int64_t patchSize = 16;
};

std::int64_t tokensOf(const SiglipConfig& siglip)
{
    const std::int64_t side = siglip.imageSize / siglip.patchSize;
    return side * side;
}

void expectSiglipTensors(ConfigReader& config, const SiglipConfig& siglip)
{
    if (!config.error())
        return;
    const std::int64_t hidden = siglip.transformer.hidden;
    const std::int64_t inner = siglip.transformer.intermediate;
    const std::string embeddings = "vision_model.embeddings.";
    const std::string head = "vision_model.head.";
    config.expectTensor(head + "probe", {1, 1, hidden}, "\"hidden_size\"");
    config.expectTensor(head + "attention.in_proj_weight", {3 * hidden, hidden}, "\"hidden_size\"");
    config.expectTensor(head + "mlp.fc1.weight", {inner, hidden}, "\"intermediate_size\"");
    config.expectTensor(head + "mlp.fc2.weight", {hidden, inner}, "\"intermediate_size\"");
    config.expectTensor(embeddings + "patch_embedding.weight",
                        {hidden, 3, siglip.patchSize, siglip.patchSize}, "\"patch_size\"");
    config.expectTensor(embeddings + "position_embedding.weight", {tokensOf(siglip), hidden},
                        "\"image_size\"");
    siglip.transformer.expectLayers(config, "vision_model.encoder.layers");
}

/// `config` is that of the image encoder. Missing fields take the library's defaults.
SiglipConfig readSiglipConfig(ConfigReader& config)
{
    SiglipConfig siglip;
    TransformerOptions& t = siglip.transformer;
    t.names = kSiglipNames;
    t.hidden = config.integer("hidden_size", 768, 1, 16384);
    t.heads = config.integer("num_attention_heads", 12, 1, 256);
    t.intermediate = config.integer("intermediate_size", 3072, 1, 65536);
    t.layers = config.integer("num_hidden_layers", 12, 1, 256);
    t.epsilon = config.real("layer_norm_eps", 1e-6);
    t.activation = readActivation(config, "hidden_act", "gelu_pytorch_tanh");
    t.check(config);
    siglip.imageSize = config.integer("image_size", 224, 1, 4096);
    siglip.patchSize = config.integer("patch_size", 16, 1, 4096);
    config.require(config.integer("num_channels", 3, 1, 1024) == 3,
                   "Only models for three colour channels are supported"_msg);
    config.require(siglip.patchSize <= siglip.imageSize,
                   "The patches are larger than the image"_msg);
    config.require(config.boolean("vision_use_head", true),
                   "SigLIP without its pooling head is not supported"_msg);
    expectSiglipTensors(config, siglip);
    return siglip;
}

/// Multi-head attention pooling: a learned query attends to all tokens, followed by an MLP.
class PoolingHead : public torch::nn::Module {
public:
    explicit PoolingHead(const TransformerOptions& t)
        : m_heads(t.heads)
        , m_activation(t.activation)
        , m_probe(register_parameter("probe", 0.02 * torch::randn({1, 1, t.hidden})))
        , m_inWeight(registerParameterAt(*this, "attention.in_proj_weight",
                                         torch::randn({3 * t.hidden, t.hidden}) /
                                             std::sqrt(static_cast<double>(t.hidden))))
        , m_inBias(
              registerParameterAt(*this, "attention.in_proj_bias", torch::zeros({3 * t.hidden})))
        , m_output(registerAt(*this, "attention.out_proj", makeLinear(t.hidden, t.hidden)))
        , m_norm(register_module("layernorm", makeLayerNorm(t.hidden, t.epsilon)))
        , m_mlpIn(registerAt(*this, "mlp.fc1", makeLinear(t.hidden, t.intermediate)))
        , m_mlpOut(registerAt(*this, "mlp.fc2", makeLinear(t.intermediate, t.hidden)))
    {}

    /// Maps n x tokens x hidden to n x hidden.
    torch::Tensor forward(const torch::Tensor& x)
    {
        const auto hidden = x.size(2);
        const auto headSize = hidden / m_heads;
        const auto split = [&](const torch::Tensor& y) {
            return y.view({y.size(0), y.size(1), m_heads, headSize}).transpose(1, 2);
        };
        const auto weights = m_inWeight.chunk(3);
        const auto biases = m_inBias.chunk(3);
        const auto query = split(torch::linear(m_probe, weights[0], biases[0])) /
                           std::sqrt(static_cast<double>(headSize));
        const auto key = split(torch::linear(x, weights[1], biases[1]));
        const auto value = split(torch::linear(x, weights[2], biases[2]));
        const auto shares = torch::softmax(torch::matmul(query, key.transpose(-1, -2)), -1);
        const auto mixed = torch::matmul(shares, value).transpose(1, 2).reshape({-1, hidden});
        const auto y = m_output->forward(mixed);
        return y + m_mlpOut->forward(activate(m_mlpIn->forward(m_norm->forward(y)), m_activation));
    }

private:
    std::int64_t m_heads;
    Activation m_activation;
    torch::Tensor m_probe, m_inWeight, m_inBias;
    torch::nn::Linear m_output;
    torch::nn::LayerNorm m_norm;
    torch::nn::Linear m_mlpIn, m_mlpOut;
};

class SiglipVision : public VisionModel {
public:
    explicit SiglipVision(const SiglipConfig& c)
        : m_config(c)
        , m_patches(registerAt(
              *this, "vision_model.embeddings.patch_embedding",
              torch::nn::Conv2d(torch::nn::Conv2dOptions(3, c.transformer.hidden, c.patchSize)
                                    .stride(c.patchSize))))
        , m_layers(*this, "vision_model.encoder.layers", c.transformer)
        , m_norm(registerAt(*this, "vision_model.post_layernorm",
                            makeLayerNorm(c.transformer.hidden, c.transformer.epsilon)))
        , m_head(
              registerAt(*this, "vision_model.head", std::make_shared<PoolingHead>(c.transformer)))
    {
        m_positions =
            registerParameterAt(*this, "vision_model.embeddings.position_embedding.weight",
                                0.02 * torch::randn({tokensOf(c), c.transformer.hidden}));
    }

    torch::Tensor forward(const torch::Tensor& pixelValues) override
    {
        const auto x = m_patches->forward(pixelValues).flatten(2).transpose(1, 2) + m_positions;
        return m_head->forward(m_norm->forward(m_layers.forward(x)));
    }

    std::int64_t dim() const noexcept override { return m_config.transformer.hidden; }

    std::optional<std::array<std::int64_t, 2>> inputSize() const noexcept override
    {
        return std::array{m_config.imageSize, m_config.imageSize};
    }

    void prepareForInference() override { m_layers.prepareForInference(); }

private:
    SiglipConfig m_config;
    torch::nn::Conv2d m_patches;
    torch::Tensor m_positions;
    TransformerStack m_layers;
    torch::nn::LayerNorm m_norm;
    std::shared_ptr<PoolingHead> m_head;
};

} // namespace

VisionModelPtr makeSiglip(ConfigReader& reader)
{
    const auto& object = reader.object();
    const nlohmann::json nested = object.is_object() && object.contains("vision_config") &&
                                          object["vision_config"].is_object()
                                      ? object["vision_config"]
                                      : nlohmann::json::object();
    ConfigReader vision(nested, reader);
    const SiglipConfig config = readSiglipConfig(vision);
    reader.adopt(vision);
    return reader.error() ? std::make_shared<SiglipVision>(config) : nullptr;
}

VisionModelPtr makeSiglipVision(ConfigReader& reader)
{
    const SiglipConfig config = readSiglipConfig(reader);
    return reader.error() ? std::make_shared<SiglipVision>(config) : nullptr;
}

} // namespace lookalike
