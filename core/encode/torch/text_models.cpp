// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/token_table.h"
#include "core/encode/torch/text_model.h"
#include "core/encode/torch/transformer.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>

namespace lookalike {
namespace {

using IdSpan = std::span<const std::uint32_t>;

constexpr TransformerLayerNames kTextNames = {
    "layer_norm1",        "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj",
    "self_attn.out_proj", "layer_norm2",      "mlp.fc1",          "mlp.fc2"};
constexpr TransformerLayerNames kBertNames = {"attention.output.LayerNorm", "attention.self.query",
                                              "attention.self.key",         "attention.self.value",
                                              "attention.output.dense",     "output.LayerNorm",
                                              "intermediate.dense",         "output.dense"};

constexpr const char* kPositions = "text_model.embeddings.position_embedding.weight";
constexpr const char* kBertPositions = "text_model.embeddings.position_embeddings.weight";
constexpr const char* kBertTypes = "text_model.embeddings.token_type_embeddings.weight";
constexpr const char* kTextProjection = "text_projection.weight";

/// Chinese CLIP was trained on this many ids; its configuration says only what BERT could take.
constexpr std::int64_t kChineseContext = 52;
/// An eos_token_id of this value stands for the largest id, as old files have it.
constexpr std::int64_t kLegacyEnd = 2;

/// What the families differ in, with the library's defaults.
struct TextDefaults {
    std::int64_t vocabulary, hidden, heads, intermediate, positions;
    double epsilon;
    const char* activation;
};

struct TextConfig {
    TextInput input;
    TransformerOptions transformer;
    std::int64_t positions = 77;
    std::int64_t dim = 512;
    std::int64_t end = 49407;
    std::int64_t types = 2;
};

TextConfig readTextConfig(ConfigReader& config, const TextDefaults& defaults)
{
    TextConfig text;
    TransformerOptions& t = text.transformer;
    t.hidden = config.integer("hidden_size", defaults.hidden, 1, 16384);
    t.heads = config.integer("num_attention_heads", defaults.heads, 1, 256);
    t.intermediate = config.integer("intermediate_size", defaults.intermediate, 1, 65536);
    t.layers = config.integer("num_hidden_layers", 12, 1, 256);
    t.epsilon = config.real("layer_norm_eps", defaults.epsilon);
    t.activation = readActivation(config, "hidden_act", defaults.activation);
    t.check(config);
    text.positions = config.integer("max_position_embeddings", defaults.positions, 3, 4096);
    text.input.context = text.positions;
    text.input.vocabulary = config.integer("vocab_size", defaults.vocabulary, 1, 1 << 20);
    text.input.hidden = t.hidden;
    return text;
}

/// The nested configuration of the words. If an old file has a text_config_dict, it and the
/// defaults count instead of text_config.
nlohmann::json textObject(const ConfigReader& reader)
{
    nlohmann::json object = nlohmann::json::object();
    for (const char* key : {"text_config", "text_config_dict"})
        if (reader.object().is_object() && reader.object().contains(key) &&
            reader.object()[key].is_object())
            object = reader.object()[key];
    return object;
}

IdSpan withoutPadding(IdSpan ids, std::uint32_t padding)
{
    while (ids.size() > 1 && ids.back() == padding)
        ids = ids.first(ids.size() - 1);
    return ids;
}

torch::Tensor randomParameter(torch::nn::Module& owner, const char* name, at::IntArrayRef shape)
{
    return registerParameterAt(owner, name, 0.02 * torch::randn(shape));
}

/// Ends with the last token that used() leaves, through a linear layer.
class LastTokenText : public TextModel {
public:
    std::int64_t dim() const noexcept override { return m_dim; }

    torch::Tensor forward(const torch::Tensor& rows,
                          const std::function<void()>& beforeLayer) override
    {
        const auto x = (rows + m_positions.narrow(0, 0, rows.size(0))).unsqueeze(0);
        const auto last = m_layers.forward(x, beforeLayer).select(1, rows.size(0) - 1);
        return m_head->forward(m_norm->forward(last)).squeeze(0);
    }

protected:
    LastTokenText(const TextConfig& c, const std::string& head, bool hasBias)
        : TextModel(c.input)
        , m_dim(c.dim)
        , m_positions(randomParameter(*this, kPositions, {c.positions, c.transformer.hidden}))
        , m_layers(*this, "text_model.encoder.layers", sharedOut(c.transformer))
        , m_norm(registerAt(*this, "text_model.final_layer_norm",
                            makeLayerNorm(c.transformer.hidden, c.transformer.epsilon)))
        , m_head(registerAt(*this, head, makeLinear(c.transformer.hidden, c.dim, hasBias)))
    {}

private:
    std::int64_t m_dim;
    torch::Tensor m_positions;
    TransformerStack m_layers;
    torch::nn::LayerNorm m_norm;
    torch::nn::Linear m_head;
};

class ClipText final : public LastTokenText {
public:
    explicit ClipText(const TextConfig& c)
        : LastTokenText(c, "text_projection", false)
        , m_end(c.end)
    {}

    /// Up to the end token, because no token sees those behind it.
    IdSpan used(IdSpan ids, std::uint32_t) const override
    {
        auto end = m_end == kLegacyEnd ? std::max_element(ids.begin(), ids.end())
                                       : std::find(ids.begin(), ids.end(), m_end);
        if (end == ids.end())
            end = ids.begin(); // as the library does
        return ids.first(static_cast<std::size_t>(end - ids.begin()) + 1);
    }

private:
    std::int64_t m_end;
};

class SiglipText final : public LastTokenText {
public:
    explicit SiglipText(const TextConfig& c)
        : LastTokenText(c, "text_model.head", true)
    {}

    IdSpan used(IdSpan ids, std::uint32_t) const override { return ids; }
};

class ChineseClipText final : public TextModel {
public:
    explicit ChineseClipText(const TextConfig& c)
        : TextModel(c.input)
        , m_dim(c.dim)
        , m_positions(randomParameter(*this, kBertPositions, {c.positions, c.transformer.hidden}))
        , m_types(randomParameter(*this, kBertTypes, {c.types, c.transformer.hidden}))
        , m_norm(registerAt(*this, "text_model.embeddings.LayerNorm",
                            makeLayerNorm(c.transformer.hidden, c.transformer.epsilon)))
        , m_layers(*this, "text_model.encoder.layer", sharedOut(c.transformer))
        , m_projection(
              registerAt(*this, "text_projection", makeLinear(c.transformer.hidden, c.dim, false)))
    {}

    std::int64_t dim() const noexcept override { return m_dim; }
    IdSpan used(IdSpan ids, std::uint32_t padding) const override
    {
        return withoutPadding(ids, padding);
    }

    torch::Tensor forward(const torch::Tensor& rows,
                          const std::function<void()>& beforeLayer) override
    {
        const auto x = m_norm->forward(rows + m_types[0] + m_positions.narrow(0, 0, rows.size(0)));
        const auto first = m_layers.forward(x.unsqueeze(0), beforeLayer).select(1, 0);
        return m_projection->forward(first).squeeze(0);
    }

private:
    std::int64_t m_dim;
    torch::Tensor m_positions, m_types;
    torch::nn::LayerNorm m_norm;
    TransformerStack m_layers;
    torch::nn::Linear m_projection;
};

constexpr std::array<std::string_view, 6> kPictureNames = {
    "vision_model.", "visual_projection.",           "logit_scale",
    "logit_bias",    "text_model.embeddings.token_", "classifier."};
constexpr std::array<std::string_view, 5> kChinesePictureNames = {
    "vision_model.", "visual_projection.", "logit_scale", "text_model.embeddings.word_",
    "text_model.pooler."};

constexpr std::array kTextFamilies = {
    TextFamily{{"chinese_clip", "", nullptr, "", kChinesePictureNames}, makeChineseClipText},
    TextFamily{{"clip", "", nullptr, "", kPictureNames}, makeClipText},
    TextFamily{{"siglip", "", nullptr, "", kPictureNames}, makeSiglipText},
};

} // namespace

const TextFamily* findTextFamily(std::string_view modelType)
{
    const auto* found =
        std::find_if(kTextFamilies.begin(), kTextFamilies.end(),
                     [&](const TextFamily& family) { return family.names.modelType == modelType; });
    return found == kTextFamilies.end() ? nullptr : found;
}

std::shared_ptr<TextModel> makeClipText(ConfigReader& reader)
{
    const nlohmann::json object = textObject(reader);
    ConfigReader config(object, reader);
    TextConfig text = readTextConfig(config, {49408, 512, 8, 2048, 77, 1e-5, "quick_gelu"});
    text.transformer.names = kTextNames;
    text.transformer.causal = true;
    text.end = config.integer("eos_token_id", 49407, 0, 1 << 20);
    reader.adopt(config);
    text.dim = reader.integer("projection_dim", 512, 1, 16384);
    const std::int64_t hidden = text.input.hidden;
    reader.expectTensor(tokenTableName("clip"), {text.input.vocabulary, hidden}, "\"vocab_size\"");
    reader.expectTensor(kPositions, {text.positions, hidden}, "\"max_position_embeddings\"");
    reader.expectTensor(kTextProjection, {text.dim, hidden}, "\"projection_dim\"");
    text.transformer.expectLayers(reader, "text_model.encoder.layers");
    return reader.error() ? std::make_shared<ClipText>(text) : nullptr;
}

std::shared_ptr<TextModel> makeSiglipText(ConfigReader& reader)
{
    const nlohmann::json object = textObject(reader);
    ConfigReader config(object, reader);
    TextConfig text = readTextConfig(config, {32000, 768, 12, 3072, 64, 1e-6, "gelu_pytorch_tanh"});
    text.transformer.names = kTextNames;
    text.input.padded = true;
    text.dim = config.integer("projection_size", text.input.hidden, 1, 16384);
    reader.adopt(config);
    const std::int64_t hidden = text.input.hidden;
    reader.expectTensor(tokenTableName("siglip"), {text.input.vocabulary, hidden},
                        "\"vocab_size\"");
    reader.expectTensor(kPositions, {text.positions, hidden}, "\"max_position_embeddings\"");
    reader.expectTensor("text_model.head.weight", {text.dim, hidden}, "\"projection_size\"");
    text.transformer.expectLayers(reader, "text_model.encoder.layers");
    return reader.error() ? std::make_shared<SiglipText>(text) : nullptr;
}

std::shared_ptr<TextModel> makeChineseClipText(ConfigReader& reader)
{
    const nlohmann::json object = textObject(reader);
    ConfigReader config(object, reader);
    TextConfig text = readTextConfig(config, {30522, 768, 12, 3072, 512, 1e-12, "gelu"});
    text.transformer.names = kBertNames;
    text.transformer.normAfter = true;
    text.input.context = std::min(text.positions, kChineseContext);
    text.types = config.integer("type_vocab_size", 2, 1, 64);
    reader.adopt(config);
    text.dim = reader.integer("projection_dim", 512, 1, 16384);
    const std::int64_t hidden = text.input.hidden;
    reader.expectTensor(tokenTableName("chinese_clip"), {text.input.vocabulary, hidden},
                        "\"vocab_size\"");
    reader.expectTensor(kBertPositions, {text.positions, hidden}, "\"max_position_embeddings\"");
    reader.expectTensor(kBertTypes, {text.types, hidden}, "\"type_vocab_size\"");
    reader.expectTensor(kTextProjection, {text.dim, hidden}, "\"projection_dim\"");
    text.transformer.expectLayers(reader, "text_model.encoder.layer");
    return reader.error() ? std::make_shared<ChineseClipText>(text) : nullptr;
}

} // namespace lookalike
