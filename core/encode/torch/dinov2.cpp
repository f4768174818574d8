// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/families.h"
#include "core/encode/torch/transformer.h"

#include <torch/nn/functional/upsampling.h>
#include <torch/torch.h>

namespace lookalike {
namespace {

constexpr TransformerLayerNames kDinov2Names = {"norm1",
                                                "attention.attention.query",
                                                "attention.attention.key",
                                                "attention.attention.value",
                                                "attention.output.dense",
                                                "norm2",
                                                "mlp.fc1",
                                                "mlp.fc2"};
constexpr TransformerLayerNames kGatedNames = {"norm1",
                                               "attention.attention.query",
                                               "attention.attention.key",
                                               "attention.attention.value",
                                               "attention.output.dense",
                                               "norm2",
                                               "mlp.weights_in",
                                               "mlp.weights_out"};

struct Dinov2Config {
    TransformerOptions transformer;
    std::array<std::int64_t, 2> imageSize; ///< the size that the position embeddings were made for
    std::array<std::int64_t, 2> patchSize;
    std::optional<std::int64_t> registers; ///< extra tokens after the class token
    bool antialias = false;                ///< when the position embeddings are resized
};

std::int64_t patchesOf(const Dinov2Config& dino)
{
    return (dino.imageSize[0] / dino.patchSize[0]) * (dino.imageSize[1] / dino.patchSize[1]);
}

void expectDinov2Tensors(ConfigReader& config, const Dinov2Config& dino)
{
    if (!config.error())
        return;
    const std::int64_t hidden = dino.transformer.hidden;
    config.expectTensor("embeddings.cls_token", {1, 1, hidden}, "\"hidden_size\"");
    config.expectTensor("embeddings.patch_embeddings.projection.weight",
                        {hidden, 3, dino.patchSize[0], dino.patchSize[1]}, "\"patch_size\"");
    config.expectTensor("embeddings.position_embeddings", {1, patchesOf(dino) + 1, hidden},
                        "\"image_size\"");
    if (dino.registers)
        config.expectTensor("embeddings.register_tokens", {1, *dino.registers, hidden},
                            "\"num_register_tokens\"");
    dino.transformer.expectLayers(config, "encoder.layer", "\"mlp_ratio\"");
}

Dinov2Config readDinov2Config(ConfigReader& config, bool registers)
{
    Dinov2Config dino;
    TransformerOptions& t = dino.transformer;
    t.hidden = config.integer("hidden_size", 768, 1, 16384);
    t.heads = config.integer("num_attention_heads", 12, 1, 256);
    t.layers = config.integer("num_hidden_layers", 12, 1, 256);
    t.epsilon = config.real("layer_norm_eps", 1e-6);
    t.activation = readActivation(config, "hidden_act", "gelu");
    t.qkvBias = config.boolean("qkv_bias", true);
    t.layerScale = config.real("layerscale_value", 1.0);
    const double ratio = config.real("mlp_ratio", 4.0);
    config.require(ratio >= 0.25 && ratio <= 64, "\"mlp_ratio\" is out of bounds"_msg);
    t.intermediate = static_cast<std::int64_t>(static_cast<double>(t.hidden) * ratio);
    t.gated = config.boolean("use_swiglu_ffn", false);
    t.names = t.gated ? kGatedNames : kDinov2Names;
    // The gate adds a third matrix, so the width is two thirds, rounded up to a multiple of eight.
    if (t.gated)
        t.intermediate = (t.intermediate * 2 / 3 + 7) / 8 * 8;
    t.check(config);
    dino.imageSize = config.pair("image_size", 224, 1, 4096);
    dino.patchSize = config.pair("patch_size", 14, 1, 4096);
    if (registers)
        dino.registers = config.integer("num_register_tokens", 4, 0, 1024);
    dino.antialias = registers;
    config.require(config.integer("num_channels", 3, 1, 1024) == 3,
                   "Only models for three colour channels are supported"_msg);
    config.require(dino.patchSize[0] <= dino.imageSize[0] && dino.patchSize[1] <= dino.imageSize[1],
                   "The patches are larger than the image"_msg);
    expectDinov2Tensors(config, dino);
    return dino;
}

class Dinov2 : public VisionModel {
public:
    explicit Dinov2(const Dinov2Config& config)
        : m_config(config)
        , m_layers(*this, "encoder.layer", config.transformer)
    {
        const auto hidden = config.transformer.hidden;
        m_classToken =
            registerParameterAt(*this, "embeddings.cls_token", 0.02 * torch::randn({1, 1, hidden}));
        if (config.registers)
            m_registers = registerParameterAt(*this, "embeddings.register_tokens",
                                              0.02 * torch::randn({1, *config.registers, hidden}));
        m_positions = registerParameterAt(*this, "embeddings.position_embeddings",
                                          0.02 * torch::randn({1, patchesOf(config) + 1, hidden}));
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
        const auto patches = m_projection->forward(pixelValues);
        const auto positions = positionsFor(patches.size(2), patches.size(3));
        std::vector<torch::Tensor> tokens{
            (m_classToken + positions.narrow(1, 0, 1)).expand({batch, -1, -1})};
        // Registers have no position.
        if (m_registers.defined())
            tokens.push_back(m_registers.expand({batch, -1, -1}));
        tokens.push_back(patches.flatten(2).transpose(1, 2) +
                         positions.narrow(1, 1, positions.size(1) - 1));
        return m_norm->forward(m_layers.firstToken(torch::cat(tokens, 1)));
    }

    std::int64_t dim() const noexcept override { return m_config.transformer.hidden; }
    void prepareForInference() override { m_layers.prepareForInference(); }

private:
    /// Returns the position embeddings for a grid of patches, resized like the reference since
    /// 4.45: bicubic, to an explicit size.
    [[nodiscard]] torch::Tensor positionsFor(std::int64_t rows, std::int64_t columns) const
    {
        const auto ownRows = m_config.imageSize[0] / m_config.patchSize[0];
        const auto ownColumns = m_config.imageSize[1] / m_config.patchSize[1];
        if (rows == ownRows && columns == ownColumns)
            return m_positions;
        const auto grid = m_positions.narrow(1, 1, ownRows * ownColumns)
                              .view({1, ownRows, ownColumns, -1})
                              .permute({0, 3, 1, 2});
        using torch::nn::functional::InterpolateFuncOptions;
        auto options = InterpolateFuncOptions()
                           .size(std::vector<std::int64_t>{rows, columns})
                           .mode(torch::kBicubic)
                           .align_corners(false);
        options.antialias(m_config.antialias);
        const auto resized = torch::nn::functional::interpolate(grid.to(torch::kFloat), options)
                                 .to(m_positions.scalar_type());
        return torch::cat({m_positions.narrow(1, 0, 1), resized.flatten(2).transpose(1, 2)}, 1);
    }

    Dinov2Config m_config;
    torch::Tensor m_classToken;
    torch::Tensor m_registers; ///< undefined without registers
    torch::Tensor m_positions;
    torch::nn::Conv2d m_projection = nullptr;
    TransformerStack m_layers;
    torch::nn::LayerNorm m_norm = nullptr;
};

VisionModelPtr makeDinov2Of(ConfigReader& reader, bool registers)
{
    const Dinov2Config config = readDinov2Config(reader, registers);
    return reader.error() ? std::make_shared<Dinov2>(config) : nullptr;
}

} // namespace

VisionModelPtr makeDinov2(ConfigReader& config)
{
    return makeDinov2Of(config, false);
}
VisionModelPtr makeDinov2WithRegisters(ConfigReader& config)
{
    return makeDinov2Of(config, true);
}

} // namespace lookalike
