// SPDX-License-Identifier: GPL-3.0-or-later
// A real ViT of a few hundred weights, written by the test that needs it: one layer, 8 channels,
// pictures of 8 x 8 pixels.
#pragma once

#include "core/encode/model_directory.h"
#include "core/encode/safetensors.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

namespace lookalike::testing {

struct TinyModel {
    nlohmann::json config = {{"model_type", "vit"},     {"hidden_size", 8},
                             {"num_hidden_layers", 1},  {"num_attention_heads", 2},
                             {"intermediate_size", 16}, {"image_size", 8},
                             {"patch_size", 4},         {"hidden_act", "gelu"}};
    nlohmann::json preprocessor = {{"image_processor_type", "ViTImageProcessor"},
                                   {"size", {{"height", 8}, {"width", 8}}}};
    std::vector<TensorInfo> tensors = vitTensors();
    float scale = 0.3F; ///< of the random weights

    [[nodiscard]] static std::vector<TensorInfo> vitTensors()
    {
        std::vector<TensorInfo> list;
        const auto add = [&](const std::string& name, std::vector<std::int64_t> shape) {
            TensorInfo info;
            info.name = name;
            info.shape = std::move(shape);
            list.push_back(std::move(info));
        };
        const auto addLinear = [&](const std::string& name, std::int64_t in, std::int64_t out) {
            add(name + ".weight", {out, in});
            add(name + ".bias", {out});
        };
        add("embeddings.cls_token", {1, 1, 8});
        add("embeddings.position_embeddings", {1, 5, 8});
        add("embeddings.patch_embeddings.projection.weight", {8, 3, 4, 4});
        add("embeddings.patch_embeddings.projection.bias", {8});
        const std::string layer = "encoder.layer.0.";
        for (const char* part : {"query", "key", "value"})
            addLinear(layer + "attention.attention." + part, 8, 8);
        addLinear(layer + "attention.output.dense", 8, 8);
        addLinear(layer + "intermediate.dense", 8, 16);
        addLinear(layer + "output.dense", 16, 8);
        for (const std::string& norm :
             {layer + "layernorm_before", layer + "layernorm_after", std::string("layernorm")}) {
            add(norm + ".weight", {8});
            add(norm + ".bias", {8});
        }
        return list;
    }

    [[nodiscard]] TensorInfo* find(std::string_view name)
    {
        for (TensorInfo& info : tensors)
            if (info.name == name)
                return &info;
        return nullptr;
    }

    void drop(std::string_view name)
    {
        std::erase_if(tensors, [&](const TensorInfo& info) { return info.name == name; });
    }

    static void writeText(const std::filesystem::path& path, const std::string& text)
    {
        std::ofstream(path, std::ios::binary) << text;
    }

    /// The bytes of one tensor: small random numbers that depend on its name alone.
    [[nodiscard]] std::vector<std::byte> values(const TensorInfo& info) const
    {
        std::size_t count = 1;
        for (const std::int64_t size : info.shape)
            count *= static_cast<std::size_t>(size);
        std::mt19937 random(static_cast<unsigned>(std::hash<std::string>{}(info.name)));
        std::vector<float> floats(count);
        for (float& value : floats)
            value = scale * (static_cast<float>(random() % 2001) / 1000.0F - 1.0F);
        std::vector<std::byte> bytes(count * dtypeBytes(info.dtype));
        for (std::size_t i = 0; info.dtype == Dtype::BF16 && i < count; ++i)
            std::memcpy(bytes.data() + 2 * i, reinterpret_cast<std::byte*>(&floats[i]) + 2, 2);
        if (info.dtype == Dtype::F32)
            std::memcpy(bytes.data(), floats.data(), bytes.size());
        return bytes;
    }

    [[nodiscard]] Result<> writeWeights(const std::filesystem::path& path,
                                        const std::vector<TensorInfo>& part) const
    {
        auto writer = SafetensorsWriter::create(path, part);
        if (!writer)
            return fail(writer);
        for (const TensorInfo& info : part)
            if (auto done = writer->write(values(info)); !done)
                return done;
        return writer->commit();
    }

    [[nodiscard]] Result<> write(const std::filesystem::path& folder) const
    {
        std::filesystem::create_directories(folder);
        writeText(folder / "config.json", config.dump());
        writeText(folder / "preprocessor_config.json", preprocessor.dump());
        return writeWeights(folder / "model.safetensors", tensors);
    }
};

} // namespace lookalike::testing
