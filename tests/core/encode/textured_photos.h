// SPDX-License-Identifier: GPL-3.0-or-later
// Photos for tests of training, and what a model makes of them.
#pragma once

#include "core/encode/model_directory.h"
#include "core/encode/torch/torch_encoder.h"
#include "core/encode/torch/training/packed_photos.h"
#include "core/image/image.h"
#include "core/image/preprocess.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace lookalike::testing {

inline constexpr int kSide = 24;
inline constexpr int kTextures = 4;

struct LabelledPhotos {
    std::vector<Image> images;
    std::vector<int> labels;
};

/// Photos whose label is a texture and whose colours say nothing: what an untrained network, which
/// sees colours first, cannot tell apart.
inline LabelledPhotos texturedPhotos(int each, unsigned seed)
{
    std::mt19937 random(seed);
    const auto dice = [&](int from, int to) {
        return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1));
    };
    const auto hasInk = [](int label, int x, int y) {
        switch (label) {
        case 0:
            return y / 3 % 2 == 0; // lying stripes
        case 1:
            return x / 3 % 2 == 0; // standing stripes
        case 2:
            return (x / 6 + y / 6) % 2 == 0; // a chess board
        default:
            return x + y < kSide; // two halves
        }
    };
    LabelledPhotos photos;
    for (int i = 0; i < each * kTextures; ++i) {
        const int label = i % kTextures;
        const int shift = dice(0, 5);
        std::array<int, 6> colours{};
        for (int& colour : colours)
            colour = dice(0, 255);
        Image image(kSide, kSide);
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x)
                for (int channel = 0; channel < 3; ++channel) {
                    const bool ink = hasInk(label, x + shift, y + shift);
                    const int colour = colours[static_cast<std::size_t>(channel + (ink ? 3 : 0))];
                    image.row(y)[3 * x + channel] =
                        static_cast<std::uint8_t>(std::clamp(colour + dice(-12, 12), 0, 255));
                }
        photos.images.push_back(std::move(image));
        photos.labels.push_back(label);
    }
    return photos;
}

/// Photos with a negative label get none.
inline Result<> packPhotos(const std::filesystem::path& path, const LabelledPhotos& photos)
{
    std::vector<training::PhotoOrigin> origins;
    for (const int label : photos.labels)
        origins.push_back({"textures", label < 0 ? std::string() : std::to_string(label)});
    auto writer = training::PackedPhotosWriter::create(path, kSide, origins);
    if (!writer)
        return fail(writer);
    for (const Image& image : photos.images)
        if (auto added = writer->add(image); !added)
            return added;
    return writer->commit();
}

/// The embeddings by the encoder that the whole program uses.
inline Result<std::vector<float>> embeddings(const std::filesystem::path& directory,
                                             const std::vector<Image>& images)
{
    const auto model = openModelDirectory(directory);
    if (!model)
        return fail(model);
    const auto encoder = makeTorchEncoder(*model, {DeviceKind::Cpu, 1});
    if (!encoder)
        return fail(encoder);
    std::vector<Image> inputs;
    for (const Image& image : images)
        inputs.push_back(preprocess(image, (*encoder)->info().preprocess));
    std::vector<float> rows(images.size() * static_cast<std::size_t>((*encoder)->info().space.dim));
    if (auto encoded = (*encoder)->encode(inputs, rows); !encoded)
        return fail(encoded);
    return rows;
}

} // namespace lookalike::testing
