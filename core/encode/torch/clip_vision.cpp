// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/families.h"
#include "core/encode/torch/transformer.h"

#include <torch/torch.h>

#include <algorithm>

namespace lookalike {
namespace {

constexpr TransformerLayerNames kClipNames = {
    "layer_norm1",        "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj",
    "self_attn.out_proj", "layer_norm2",      "mlp.fc1",          "mlp.fc2"};

constexpr const char* kProjection = "visual_projection.weight";

struct ClipConfig {
    TransformerOptions transformer;
    std::int64_t imageSize = 224;
    std::int64_t patchSize = 32;
    std::int64_t projection = 512; ///< 0: the model ends at the normalised class token
};

/// Returns true if the file names this class of the library. Some classes end before the
/// projection.
bool classIs(const ConfigReader& reader, const char* name)
{
    const auto& object = reader.object();
    return object.is_object() &&
           object.value("architectures", nlohmann::json()) == nlohmann::json::array({name});
}

/// `config` is that of the image encoder. Missing fields take the library's defaults.
ClipConfig readClipConfig(ConfigReader& config)
{
    ClipConfig clip;
    TransformerOptions& t = clip.transformer;
    t.names = kClipNames;
    t.hidden = config.integer("hidden_size", 768, 1, 16384);
    t.heads = config.integer("num_attention_heads", 12, 1, 256);
    t.intermediate = config.integer("intermediate_size", 3072, 1, 65536);
    t.layers = config.integer("num_hidden_layers", 12, 1, 256);
    t.epsilon = config.real("layer_norm_eps", 1e-5);
    t.activation = readActivation(config, "hidden_act", "quick_gelu");
    t.check(config);
    clip.imageSize = config.integer("image_size", 224, 1, 4096);
    clip.patchSize = config.integer("patch_size", 32, 1, 4096);
    clip.projection = config.integer("projection_dim", 512, 1, 16384);
    config.require(config.integer("num_channels", 3, 1, 1024) == 3,
                   "Only models for three colour channels are supported"_msg);
    config.require(clip.patchSize <= clip.imageSize, "The patches are larger than the image"_msg);
    return clip;
}

std::int64_t tokensOf(const ClipConfig& clip)
{
    const std::int64_t side = clip.imageSize / clip.patchSize;
    return side * side + 1;
}

void expectClipTensors(ConfigReader& config, const ClipConfig& clip)
{
    if (!config.error())
        return;
    const std::int64_t hidden = clip.transformer.hidden;
    const std::string embeddings = "vision_model.embeddings.";
    config.expectTensor(embeddings + "class_embedding", {hidden}, "\"hidden_size\"");
    config.expectTensor(embeddings + "patch_embedding.weight",
                        {hidden, 3, clip.patchSize, clip.patchSize}, "\"patch_size\"");
    config.expectTensor(embeddings + "position_embedding.weight", {tokensOf(clip), hidden},
                        "\"image_size\"");
    if (clip.projection > 0)
        config.expectTensor(kProjection, {clip.projection, hidden}, "\"projection_dim\"");
    clip.transformer.expectLayers(config, "vision_model.encoder.layers");
}

class ClipVision : public VisionModel {
public:
    explicit ClipVision(const ClipConfig& c)
        : m_config(c)
        , m_layers(*this, "vision_model.encoder.layers", c.transformer)
    {
        const auto hidden = c.transformer.hidden;
        m_classToken = registerParameterAt(*this, "vision_model.embeddings.class_embedding",
                                           0.02 * torch::randn({hidden}));
        m_patches = registerAt(
            *this, "vision_model.embeddings.patch_embedding",
            torch::nn::Conv2d(
                torch::nn::Conv2dOptions(3, hidden, c.patchSize).stride(c.patchSize).bias(false)));
        m_positions =
            registerParameterAt(*this, "vision_model.embeddings.position_embedding.weight",
                                0.02 * torch::randn({tokensOf(c), hidden}));
        // The spelling is that of the library.
        m_normBefore = registerAt(*this, "vision_model.pre_layrnorm",
                                  makeLayerNorm(hidden, c.transformer.epsilon));
        m_normAfter = registerAt(*this, "vision_model.post_layernorm",
                                 makeLayerNorm(hidden, c.transformer.epsilon));
        if (c.projection > 0)
            m_projection =
                registerAt(*this, "visual_projection", makeLinear(hidden, c.projection, false));
    }

    torch::Tensor forward(const torch::Tensor& pixelValues) override
    {
        const auto batch = pixelValues.size(0);
        const auto patches = m_patches->forward(pixelValues).flatten(2).transpose(1, 2);
        auto x = torch::cat({m_classToken.expand({batch, 1, -1}), patches}, 1) + m_positions;
        x = m_normAfter->forward(m_layers.firstToken(m_normBefore->forward(x)));
        return m_projection ? m_projection->forward(x) : x;
    }

    std::int64_t dim() const noexcept override
    {
        return m_config.projection > 0 ? m_config.projection : m_config.transformer.hidden;
    }

    std::optional<std::array<std::int64_t, 2>> inputSize() const noexcept override
    {
        return std::array{m_config.imageSize, m_config.imageSize};
    }

    void prepareForInference() override { m_layers.prepareForInference(); }

private:
    ClipConfig m_config;
    torch::Tensor m_classToken;
    torch::Tensor m_positions;
    torch::nn::Conv2d m_patches = nullptr;
    torch::nn::LayerNorm m_normBefore = nullptr;
    TransformerStack m_layers;
    torch::nn::LayerNorm m_normAfter = nullptr;
    torch::nn::Linear m_projection = nullptr; ///< null without a projection
};

} // namespace

VisionModelPtr makeClip(ConfigReader& reader)
{
    // If an old file has a vision_config_dict, it and the defaults count instead of vision_config.
    nlohmann::json object = nlohmann::json::object();
    for (const char* key : {"vision_config", "vision_config_dict"})
        if (reader.object().contains(key) && reader.object()[key].is_object())
            object = reader.object()[key];
    object["projection_dim"] = reader.integer("projection_dim", 512, 1, 16384);
    ConfigReader vision(object, reader);
    ClipConfig config = readClipConfig(vision);
    reader.adopt(vision);
    if (classIs(reader, "CLIPForImageClassification"))
        config.projection = 0;
    expectClipTensors(reader, config);
    return reader.error() ? std::make_shared<ClipVision>(config) : nullptr;
}

VisionModelPtr makeClipVision(ConfigReader& reader)
{
    ClipConfig config = readClipConfig(reader);
    // If the class is not named, the stored tensors decide.
    if (classIs(reader, "CLIPVisionModel") || (!classIs(reader, "CLIPVisionModelWithProjection") &&
                                               !reader.storesTensor(kProjection, true)))
        config.projection = 0;
    expectClipTensors(reader, config);
    return reader.error() ? std::make_shared<ClipVision>(config) : nullptr;
}

} // namespace lookalike
