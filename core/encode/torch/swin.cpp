// SPDX-License-Identifier: GPL-3.0-or-later
// Activations are n x H x W x channels and are divided into windows.
#include "core/encode/torch/families.h"
#include "core/encode/torch/layers.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace lookalike {
namespace {

namespace F = torch::nn::functional;

constexpr double kSwinInnerEpsilon = 1e-5; // of the norms that ignore layer_norm_eps

struct SwinConfig {
    std::array<std::int64_t, 2> patchSize{4, 4};
    std::int64_t width = 96; ///< channels of the first stage; doubles with each stage
    std::vector<std::int64_t> depths;
    std::vector<std::int64_t> heads;
    std::int64_t window = 7;
    double mlpRatio = 4;
    bool qkvBias = true;
    Activation activation = Activation::Gelu;
    double epsilon = 1e-5;
};

std::int64_t innerWidth(const SwinConfig& swin, std::int64_t width)
{
    return static_cast<std::int64_t>(swin.mlpRatio * static_cast<double>(width));
}

/// Returns the number of relative positions between places in a window.
std::int64_t relativePositionCount(std::int64_t window)
{
    return (2 * window - 1) * (2 * window - 1);
}

void expectSwinTensors(ConfigReader& config, const SwinConfig& swin)
{
    if (!config.error())
        return;
    constexpr const char* kDepths = "\"depths\"";
    config.expectTensor("embeddings.norm.weight", {swin.width}, "\"embed_dim\"");
    config.expectTensor("embeddings.patch_embeddings.projection.weight",
                        {swin.width, 3, swin.patchSize[0], swin.patchSize[1]}, "\"patch_size\"");
    for (std::size_t i = 0; config.error() && i < swin.depths.size(); ++i) {
        const std::int64_t width = swin.width << i;
        const std::int64_t inner = innerWidth(swin, width);
        const std::string stage = "encoder.layers." + std::to_string(i);
        const auto block = [&](std::int64_t number) {
            return stage + ".blocks." + std::to_string(number) + ".";
        };
        for (std::int64_t j = 0; config.error() && j < swin.depths[i]; ++j) {
            config.expectTensor(block(j) + "layernorm_before.weight", {width}, kDepths);
            for (const char* part : {"self.query", "self.key", "self.value", "output.dense"})
                config.expectTensor(block(j) + "attention." + part + ".weight", {width, width},
                                    "\"embed_dim\"");
            config.expectTensor(block(j) + "intermediate.dense.weight", {inner, width},
                                "\"mlp_ratio\"");
            config.expectTensor(block(j) + "output.dense.weight", {width, inner}, "\"mlp_ratio\"");
            config.expectTensor(block(j) + "attention.self.relative_position_bias_table",
                                {relativePositionCount(swin.window), swin.heads[i]},
                                "\"window_size\" or \"num_heads\"");
        }
        config.expectNoTensor(block(swin.depths[i]) + "layernorm_before.weight", kDepths);
        if (i + 1 < swin.depths.size())
            config.expectTensor(stage + ".downsample.reduction.weight", {2 * width, 4 * width},
                                kDepths);
        else
            config.expectNoTensor(stage + ".downsample.reduction.weight", kDepths);
    }
}

SwinConfig readSwinConfig(ConfigReader& config)
{
    SwinConfig swin;
    swin.patchSize = config.pair("patch_size", 4, 1, 256);
    swin.width = config.integer("embed_dim", 96, 1, 4096);
    swin.depths = config.integers("depths", {2, 2, 6, 2}, 1, 256);
    swin.heads = config.integers("num_heads", {3, 6, 12, 24}, 1, 1024);
    swin.window = config.integer("window_size", 7, 1, 64);
    swin.mlpRatio = config.real("mlp_ratio", 4.0);
    swin.qkvBias = config.boolean("qkv_bias", true);
    swin.activation = readActivation(config, "hidden_act", "gelu");
    swin.epsilon = config.real("layer_norm_eps", 1e-5);
    config.require(config.integer("num_channels", 3, 1, 1024) == 3,
                   "Only models for three colour channels are supported"_msg);
    config.require(swin.mlpRatio >= 0.25 && swin.mlpRatio <= 64,
                   "\"mlp_ratio\" is out of bounds"_msg);
    config.require(!config.boolean("use_absolute_embeddings", false),
                   "Swin with absolute position embeddings is not supported"_msg);
    config.require(
        swin.heads.size() == swin.depths.size() && swin.depths.size() <= 8,
        "\"num_heads\" and \"depths\" have different lengths, or there are too many"_msg);
    for (std::size_t i = 0; config.error() && i < swin.depths.size(); ++i) {
        const std::int64_t width = swin.width << i;
        config.require(width % swin.heads[i] == 0,
                       "A stage's width is not a multiple of its number of heads"_msg);
        config.claimWeights(static_cast<double>(swin.depths[i]) * (4 + 2 * swin.mlpRatio) *
                            static_cast<double>(width) * static_cast<double>(width));
    }
    expectSwinTensors(config, swin);
    return swin;
}

/// Returns, for every pair of places in a window, its row in the table of relative positions.
torch::Tensor relativePositions(std::int64_t window)
{
    const auto axis = torch::arange(window);
    const auto rows = axis.view({-1, 1}).expand({window, window}).reshape({-1});
    const auto columns = axis.view({1, -1}).expand({window, window}).reshape({-1});
    const auto rowSteps = rows.unsqueeze(1) - rows.unsqueeze(0) + (window - 1);
    const auto columnSteps = columns.unsqueeze(1) - columns.unsqueeze(0) + (window - 1);
    return rowSteps * (2 * window - 1) + columnSteps;
}

/// Reshapes n x H x W x C to (n * windows) x window^2 x C, and back. H and W must be multiples of
/// the window.
torch::Tensor intoWindows(const torch::Tensor& x, std::int64_t window)
{
    const auto c = x.size(3);
    return x.view({x.size(0), x.size(1) / window, window, x.size(2) / window, window, c})
        .permute({0, 1, 3, 2, 4, 5})
        .reshape({-1, window * window, c});
}

torch::Tensor fromWindows(const torch::Tensor& x, std::int64_t window, std::int64_t height,
                          std::int64_t width)
{
    return x.view({-1, height / window, width / window, window, window, x.size(2)})
        .permute({0, 1, 3, 2, 4, 5})
        .reshape({-1, height, width, x.size(2)});
}

/// Returns the attention mask: windows x window^2 x window^2, 0 or -100. After a cyclic shift a
/// window can hold pieces from opposite borders, which must not attend to each other.
torch::Tensor shiftMask(std::int64_t height, std::int64_t width, std::int64_t window,
                        std::int64_t shift, const torch::Tensor& like)
{
    const auto bands = [&](std::int64_t size) {
        const auto place = torch::arange(size);
        return (place >= size - window).to(torch::kLong) + (place >= size - shift).to(torch::kLong);
    };
    const auto regions = (3 * bands(height).view({-1, 1}) + bands(width).view({1, -1}));
    const auto windows = intoWindows(regions.view({1, height, width, 1}), window).squeeze(-1);
    const auto differ = windows.unsqueeze(1) != windows.unsqueeze(2);
    return (differ.to(torch::kFloat) * -100).to(like.device(), like.scalar_type());
}

class SwinLayer : public torch::nn::Module {
public:
    SwinLayer(const SwinConfig& c, std::int64_t width, std::int64_t heads, bool shifted)
        : m_window(c.window)
        , m_shift(shifted ? c.window / 2 : 0)
        , m_heads(heads)
        , m_activation(c.activation)
        , m_normBefore(register_module("layernorm_before", makeLayerNorm(width, c.epsilon)))
        , m_normAfter(register_module("layernorm_after", makeLayerNorm(width, c.epsilon)))
        , m_query(registerAt(*this, "attention.self.query", makeLinear(width, width, c.qkvBias)))
        , m_key(registerAt(*this, "attention.self.key", makeLinear(width, width, c.qkvBias)))
        , m_value(registerAt(*this, "attention.self.value", makeLinear(width, width, c.qkvBias)))
        , m_output(registerAt(*this, "attention.output.dense", makeLinear(width, width)))
    {
        const std::int64_t inner = innerWidth(c, width);
        m_mlpIn = registerAt(*this, "intermediate.dense", makeLinear(width, inner));
        m_mlpOut = registerAt(*this, "output.dense", makeLinear(inner, width));
        m_biasTable = registerParameterAt(*this, "attention.self.relative_position_bias_table",
                                          torch::zeros({relativePositionCount(c.window), heads}));
        m_positions = containerFor(*this, "attention.self.relative_position_index")
                          .register_buffer("relative_position_index", relativePositions(c.window));
    }

    torch::Tensor forward(const torch::Tensor& x)
    {
        const auto height = x.size(1);
        const auto width = x.size(2);
        const auto padBottom = (m_window - height % m_window) % m_window;
        const auto padRight = (m_window - width % m_window) % m_window;
        auto y = m_normBefore->forward(x);
        if (padBottom + padRight > 0)
            y = F::pad(y, F::PadFuncOptions({0, 0, 0, padRight, 0, padBottom}));
        // A grid of one window needs no shift.
        const auto shift = std::min(height, width) <= m_window ? 0 : m_shift;
        if (shift > 0)
            y = torch::roll(y, {-shift, -shift}, {1, 2});
        const auto mixed =
            attention(intoWindows(y, m_window), height + padBottom, width + padRight, shift);
        y = fromWindows(mixed, m_window, height + padBottom, width + padRight);
        if (shift > 0)
            y = torch::roll(y, {shift, shift}, {1, 2});
        y = x + y.narrow(1, 0, height).narrow(2, 0, width);
        const auto inner = activate(m_mlpIn->forward(m_normAfter->forward(y)), m_activation);
        return y + m_mlpOut->forward(inner);
    }

private:
    torch::Tensor attention(const torch::Tensor& x, std::int64_t height, std::int64_t width,
                            std::int64_t shift)
    {
        const auto windows = x.size(0);
        const auto places = x.size(1);
        const auto headSize = x.size(2) / m_heads;
        const auto split = [&](const torch::Tensor& y) {
            return y.view({windows, places, m_heads, headSize}).transpose(1, 2);
        };
        auto scores =
            torch::matmul(split(m_query->forward(x)), split(m_key->forward(x)).transpose(-1, -2)) /
            std::sqrt(static_cast<double>(headSize));
        scores = scores + m_biasTable.index_select(0, m_positions.view(-1))
                              .view({places, places, m_heads})
                              .permute({2, 0, 1});
        if (shift > 0) {
            const auto mask = shiftMask(height, width, m_window, shift, scores);
            scores = (scores.view({-1, mask.size(0), m_heads, places, places}) +
                      mask.unsqueeze(1).unsqueeze(0))
                         .view({windows, m_heads, places, places});
        }
        const auto mixed = torch::matmul(torch::softmax(scores, -1), split(m_value->forward(x)));
        return m_output->forward(mixed.transpose(1, 2).reshape({windows, places, x.size(2)}));
    }

    std::int64_t m_window, m_shift, m_heads;
    Activation m_activation;
    torch::nn::LayerNorm m_normBefore, m_normAfter;
    torch::nn::Linear m_query, m_key, m_value, m_output;
    torch::nn::Linear m_mlpIn = nullptr, m_mlpOut = nullptr;
    torch::Tensor m_biasTable;
    torch::Tensor m_positions;
};

/// Merges each 2 x 2 places into one with twice the channels.
class PatchMerging : public torch::nn::Module {
public:
    explicit PatchMerging(std::int64_t width)
        : m_norm(register_module("norm", makeLayerNorm(4 * width, kSwinInnerEpsilon)))
        , m_reduction(register_module("reduction", makeLinear(4 * width, 2 * width, false)))
    {}

    torch::Tensor forward(torch::Tensor x)
    {
        if (x.size(1) % 2 + x.size(2) % 2 > 0)
            x = F::pad(x, F::PadFuncOptions({0, 0, 0, x.size(2) % 2, 0, x.size(1) % 2}));
        const auto every = [&](std::int64_t row, std::int64_t column) {
            return x.slice(1, row, x.size(1), 2).slice(2, column, x.size(2), 2);
        };
        return m_reduction->forward(
            m_norm->forward(torch::cat({every(0, 0), every(1, 0), every(0, 1), every(1, 1)}, -1)));
    }

private:
    torch::nn::LayerNorm m_norm;
    torch::nn::Linear m_reduction;
};

struct SwinStage {
    std::vector<std::shared_ptr<SwinLayer>> layers;
    std::shared_ptr<PatchMerging> merging; ///< null after the last stage
};

class Swin : public VisionModel {
public:
    explicit Swin(const SwinConfig& c)
        : m_patchSize(c.patchSize)
        , m_dim(c.width << (c.depths.size() - 1))
        , m_smallestSide(((c.window - 1) << (c.depths.size() - 1)) *
                             std::max(c.patchSize[0], c.patchSize[1]) +
                         1) // the last stage's grid must hold a window
        , m_projection(
              registerAt(*this, "embeddings.patch_embeddings.projection",
                         torch::nn::Conv2d(
                             torch::nn::Conv2dOptions(3, c.width, {c.patchSize[0], c.patchSize[1]})
                                 .stride({c.patchSize[0], c.patchSize[1]}))))
        , m_patchNorm(
              registerAt(*this, "embeddings.norm", makeLayerNorm(c.width, kSwinInnerEpsilon)))
        , m_norm(register_module("layernorm", makeLayerNorm(m_dim, c.epsilon)))
    {
        for (std::size_t i = 0; i < c.depths.size(); ++i) {
            const std::string name = "encoder.layers." + std::to_string(i);
            const std::int64_t width = c.width << i;
            SwinStage stage;
            for (std::int64_t j = 0; j < c.depths[i]; ++j)
                stage.layers.push_back(
                    registerAt(*this, name + ".blocks." + std::to_string(j),
                               std::make_shared<SwinLayer>(c, width, c.heads[i], j % 2 == 1)));
            if (i + 1 < c.depths.size())
                stage.merging =
                    registerAt(*this, name + ".downsample", std::make_shared<PatchMerging>(width));
            m_stages.push_back(std::move(stage));
        }
    }

    torch::Tensor forward(const torch::Tensor& pixelValues) override
    {
        const auto pad = [&](std::size_t axis) {
            const std::int64_t patch = m_patchSize[axis];
            return (patch - pixelValues.size(static_cast<std::int64_t>(axis) + 2) % patch) % patch;
        };
        const auto padded = F::pad(pixelValues, F::PadFuncOptions({0, pad(1), 0, pad(0)}));
        auto x = m_patchNorm->forward(m_projection->forward(padded).permute({0, 2, 3, 1}));
        for (SwinStage& stage : m_stages) {
            for (const auto& layer : stage.layers)
                x = layer->forward(x);
            if (stage.merging)
                x = stage.merging->forward(x);
        }
        return m_norm->forward(x).mean({1, 2});
    }

    std::int64_t dim() const noexcept override { return m_dim; }

    std::int64_t smallestSide() const noexcept override { return m_smallestSide; }

private:
    std::array<std::int64_t, 2> m_patchSize;
    std::int64_t m_dim, m_smallestSide;
    torch::nn::Conv2d m_projection;
    torch::nn::LayerNorm m_patchNorm;
    std::vector<SwinStage> m_stages;
    torch::nn::LayerNorm m_norm;
};

} // namespace

VisionModelPtr makeSwin(ConfigReader& reader)
{
    const SwinConfig config = readSwinConfig(reader);
    return reader.error() ? std::make_shared<Swin>(config) : nullptr;
}

} // namespace lookalike
