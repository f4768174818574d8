// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/families.h"
#include "core/encode/torch/transformer.h"

#include <torch/torch.h>

namespace lookalike {
namespace {

constexpr TransformerLayerNames kVitNames = {"layernorm_before",        "attention.attention.query",
                                             "attention.attention.key", "attention.attention.value",
                                             "attention.output.dense",  "layernorm_after",
                                             "intermediate.dense",      "output.dense"};

struct VitConfig {
    TransformerOptions transformer;
    std::array<std::int64_t, 2> imageSize;
    std::array<std::int64_t, 2> patchSize;
    bool distilled = false; ///< a distillation token follows the class token
};

std::int64_t tokensOf(const VitConfig& vit)
{
    const auto patches =
        (vit.imageSize[0] / vit.patchSize[0]) * (vit.imageSize[1] / vit.patchSize[1]);
    return patches + (vit.distilled ? 2 : 1);
}

void expectVitTensors(ConfigReader& config, const VitConfig& vit)
{
    if (!config.error())
        return;
    const std::int64_t hidden = vit.transformer.hidden;
    config.expectTensor("embeddings.cls_token", {1, 1, hidden}, "\"hidden_size\"");
    config.expectTensor("embeddings.patch_embeddings.projection.weight",
                        {hidden, 3, vit.patchSize[0], vit.patchSize[1]}, "\"patch_size\"");
    config.expectTensor("embeddings.position_embeddings", {1, tokensOf(vit), hidden},
                        "\"image_size\"");
    vit.transformer.expectLayers(config, "encoder.layer");
}

VitConfig readVitConfig(ConfigReader& config, bool distilled)
{
    VitConfig vit;
    TransformerOptions& t = vit.transformer;
    t.names = kVitNames;
    t.hidden = config.integer("hidden_size", 768, 1, 16384);
    t.heads = config.integer("num_attention_heads", 12, 1, 256);
    t.intermediate = config.integer("intermediate_size", 3072, 1, 65536);
    t.layers = config.integer("num_hidden_layers", 12, 1, 256);
    t.epsilon = config.real("layer_norm_eps", 1e-12);
    t.activation = readActivation(config, "hidden_act", "gelu");
    t.qkvBias = config.boolean("qkv_bias", true);
    t.check(config);
    vit.imageSize = config.pair("image_size", 224, 1, 4096);
    vit.patchSize = config.pair("patch_size", 16, 1, 4096);
    vit.distilled = distilled;
    config.require(config.integer("num_channels", 3, 1, 1024) == 3,
                   "Only models for three colour channels are supported"_msg);
    config.require(vit.patchSize[0] <= vit.imageSize[0] && vit.patchSize[1] <= vit.imageSize[1],
                   "The patches are larger than the image"_msg);
    expectVitTensors(config, vit);
    return vit;
}

class Vit : public VisionModel {
public:
    explicit Vit(const VitConfig& config)
        : m_config(config)
        , m_layers(*this, "encoder.layer", config.transformer)
    {
        const auto hidden = config.transformer.hidden;
        m_classToken =
            registerParameterAt(*this, "embeddings.cls_token", 0.02 * torch::randn({1, 1, hidden}));
        if (config.distilled)
            m_distillationToken = registerParameterAt(*this, "embeddings.distillation_token",
                                                      0.02 * torch::randn({1, 1, hidden}));
        m_positions = registerParameterAt(*this, "embeddings.position_embeddings",
                                          0.02 * torch::randn({1, tokensOf(config), hidden}));
        m_projection =
            registerAt(*this, "embeddings.patch_embeddings.projection",
                       torch::nn::Conv2d(torch::nn::Conv2dOptions(
                                             3, hidden, {config.patchSize[0], config.patchSize[1]})
                                             .stride({config.patchSize[0], config.patchSize[1]})));
        m_norm = registerAt(*this, "layernorm", makeLayerNorm(hidden, config.transformer.epsilon));
    }

    torch::Tensor forward(const torch::Tensor& pixelValues) override
    {
        const auto batch = pixelValues.size(0);
        std::vector<torch::Tensor> tokens{m_classToken.expand({batch, -1, -1})};
        if (m_distillationToken.defined())
            tokens.push_back(m_distillationToken.expand({batch, -1, -1}));
        tokens.push_back(m_projection->forward(pixelValues).flatten(2).transpose(1, 2));
        const auto x = m_layers.firstToken(torch::cat(tokens, 1) + m_positions);
        return m_norm->forward(x);
    }

    std::int64_t dim() const noexcept override { return m_config.transformer.hidden; }

    std::optional<std::array<std::int64_t, 2>> inputSize() const noexcept override
    {
        return m_config.imageSize;
    }

    void prepareForInference() override { m_layers.prepareForInference(); }

private:
    VitConfig m_config;
    torch::Tensor m_classToken;
    torch::Tensor m_distillationToken; ///< undefined in a plain ViT
    torch::Tensor m_positions;
    torch::nn::Conv2d m_projection = nullptr;
    TransformerStack m_layers;
    torch::nn::LayerNorm m_norm = nullptr;
};

VisionModelPtr makeVitOf(ConfigReader& reader, bool distilled)
{
    const VitConfig config = readVitConfig(reader, distilled);
    return reader.error() ? std::make_shared<Vit>(config) : nullptr;
}

} // namespace

VisionModelPtr makeVit(ConfigReader& config)
{
    return makeVitOf(config, false);
}
VisionModelPtr makeDeit(ConfigReader& config)
{
    return makeVitOf(config, true);
}

} // namespace lookalike
