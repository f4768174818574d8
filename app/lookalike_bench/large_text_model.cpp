// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/large_text_model.h"

#include "core/encode/safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <numeric>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace lookalike {

namespace {

constexpr std::int64_t kTokens = 256'000;
constexpr std::int64_t kHidden = 768;
constexpr std::int64_t kIntermediate = 3072;
constexpr int kLayers = 12;
constexpr std::int64_t kContext = 64;
constexpr int kImage = 32;
constexpr int kPatch = 16;
constexpr std::size_t kMostLetters = 14; ///< of a token

class TensorList {
public:
    void add(const std::string& name, std::vector<std::int64_t> shape)
    {
        TensorInfo info;
        info.name = name;
        info.shape = std::move(shape);
        m_tensors.push_back(std::move(info));
    }
    void addLinear(const std::string& name, std::int64_t in, std::int64_t out)
    {
        add(name + ".weight", {out, in});
        add(name + ".bias", {out});
    }
    void addNorm(const std::string& name)
    {
        add(name + ".weight", {kHidden});
        add(name + ".bias", {kHidden});
    }
    void addLayer(const std::string& name, std::int64_t intermediate)
    {
        for (const char* part : {"q_proj", "k_proj", "v_proj", "out_proj"})
            addLinear(name + ".self_attn." + part, kHidden, kHidden);
        addNorm(name + ".layer_norm1");
        addNorm(name + ".layer_norm2");
        addLinear(name + ".mlp.fc1", kHidden, intermediate);
        addLinear(name + ".mlp.fc2", intermediate, kHidden);
    }
    [[nodiscard]] const std::vector<TensorInfo>& tensors() const { return m_tensors; }

private:
    std::vector<TensorInfo> m_tensors;
};

std::vector<TensorInfo> tensorsOfModel()
{
    TensorList list;
    list.add("text_model.embeddings.token_embedding.weight", {kTokens, kHidden});
    list.add("text_model.embeddings.position_embedding.weight", {kContext, kHidden});
    for (int layer = 0; layer < kLayers; ++layer)
        list.addLayer("text_model.encoder.layers." + std::to_string(layer), kIntermediate);
    list.addNorm("text_model.final_layer_norm");
    list.addLinear("text_model.head", kHidden, kHidden);
    list.add("vision_model.embeddings.patch_embedding.weight", {kHidden, 3, kPatch, kPatch});
    list.add("vision_model.embeddings.patch_embedding.bias", {kHidden});
    list.add("vision_model.embeddings.position_embedding.weight",
             {std::int64_t{kImage / kPatch} * (kImage / kPatch), kHidden});
    list.addLayer("vision_model.encoder.layers.0", kHidden);
    list.addNorm("vision_model.post_layernorm");
    list.add("vision_model.head.probe", {1, 1, kHidden});
    list.add("vision_model.head.attention.in_proj_weight", {3 * kHidden, kHidden});
    list.add("vision_model.head.attention.in_proj_bias", {3 * kHidden});
    list.addLinear("vision_model.head.attention.out_proj", kHidden, kHidden);
    list.addNorm("vision_model.head.layernorm");
    list.addLinear("vision_model.head.mlp.fc1", kHidden, kHidden);
    list.addLinear("vision_model.head.mlp.fc2", kHidden, kHidden);
    return list.tensors();
}

std::size_t elementsOf(const TensorInfo& info)
{
    return static_cast<std::size_t>(std::accumulate(info.shape.begin(), info.shape.end(),
                                                    std::int64_t{1}, std::multiplies<>()));
}

Result<> writeWeights(const std::filesystem::path& file)
{
    constexpr std::size_t kBlock = 999'983; // a prime, so that rows are not alike
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0, 0.03F);
    std::vector<float> block(kBlock);
    std::generate(block.begin(), block.end(), [&] { return normal(random); });
    const auto tensors = tensorsOfModel();
    auto writer = SafetensorsWriter::create(file, tensors);
    if (!writer)
        return fail(writer);
    for (const TensorInfo& info : tensors)
        for (std::size_t left = elementsOf(info); left > 0;) {
            const std::size_t part = std::min(left, kBlock);
            if (auto done = writer->write(std::as_bytes(std::span(block).first(part))); !done)
                return done;
            left -= part;
        }
    return writer->commit();
}

/// Tokens as merging makes them: each but the letters is two earlier ones, and every pair of tokens
/// that gives one is a merge. Laid out as the tokenizers library does it.
void writeTokenizer(const std::filesystem::path& file)
{
    std::vector<std::string> tokens{"<pad>", "<eos>", "<bos>", "<unk>"};
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (std::size_t byte = 0; byte < 256; ++byte)
        tokens.push_back({'<', '0', 'x', kDigits[byte / 16], kDigits[byte % 16], '>'});
    const std::size_t firstLetter = tokens.size();
    tokens.emplace_back("\xE2\x96\x81"); // what stands for a space
    for (char letter = 'a'; letter <= 'z'; ++letter)
        tokens.emplace_back(1, letter);
    std::unordered_set<std::string> known(tokens.begin(), tokens.end());
    std::ostringstream merges;
    std::mt19937 random(2);
    std::uniform_real_distribution<double> part;
    // Early tokens are frequent ones.
    const auto any = [&] {
        const double rank =
            std::pow(part(random), 7) * static_cast<double>(tokens.size() - firstLetter);
        return firstLetter + static_cast<std::size_t>(rank);
    };
    while (tokens.size() < static_cast<std::size_t>(kTokens)) {
        const std::string joined = tokens[any()] + tokens[any()];
        if (joined.size() > kMostLetters || !known.insert(joined).second)
            continue;
        tokens.push_back(joined);
        for (std::size_t cut = 1; cut < joined.size(); ++cut)
            if (known.contains(joined.substr(0, cut)) && known.contains(joined.substr(cut)))
                merges << (merges.tellp() > 0 ? ",\n" : "") << "      [\n        \""
                       << joined.substr(0, cut) << "\",\n        \"" << joined.substr(cut)
                       << "\"\n      ]";
    }
    std::ofstream out(file);
    out << R"({
  "normalizer": {"type": "Replace", "pattern": {"String": " "}, "content": "▁"},
  "post_processor": {
    "type": "TemplateProcessing",
    "single": [{"Sequence": {"id": "A"}}, {"SpecialToken": {"id": "<eos>"}}],
    "special_tokens": {"<eos>": {"id": "<eos>", "ids": [1]}}
  },
  "model": {
    "type": "BPE",
    "unk_token": "<unk>",
    "fuse_unk": true,
    "byte_fallback": true,
    "vocab": {)";
    for (std::size_t id = 0; id < tokens.size(); ++id)
        out << (id > 0 ? ",\n" : "\n") << "      \"" << tokens[id] << "\": " << id;
    out << "\n    },\n    \"merges\": [\n" << merges.view() << "\n    ]\n  }\n}\n";
}

} // namespace

Result<> writeLargeTextModel(const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    const nlohmann::json config{{"model_type", "siglip"},
                                {"text_config",
                                 {{"vocab_size", kTokens},
                                  {"hidden_size", kHidden},
                                  {"intermediate_size", kIntermediate},
                                  {"num_hidden_layers", kLayers},
                                  {"max_position_embeddings", kContext}}},
                                {"vision_config",
                                 {{"hidden_size", kHidden},
                                  {"intermediate_size", kHidden},
                                  {"num_hidden_layers", 1},
                                  {"image_size", kImage},
                                  {"patch_size", kPatch}}}};
    std::ofstream(folder / "config.json") << config;
    std::ofstream(folder / "preprocessor_config.json")
        << nlohmann::json{{"image_processor_type", "SiglipImageProcessor"},
                          {"size", {{"height", kImage}, {"width", kImage}}}};
    writeTokenizer(folder / "tokenizer.json");
    return writeWeights(folder / "model.safetensors");
}

} // namespace lookalike
