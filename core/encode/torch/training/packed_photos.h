// SPDX-License-Identifier: GPL-3.0-or-later
// Photos decoded once for training: a safetensors file that a GPU machine reads with LibTorch
// alone.
//   "photos"  U8  [n, side, side, 3]  the whole picture squashed to a square, sRGB
//   "label"   I32 [n]                 index into the metadata's "labels", -1 where there is none
//   "source"  I32 [n]                 index into the metadata's "sources"
// Metadata: "labels" and "sources", JSON arrays of names; a label is written "source/label".
#pragma once

#include "core/encode/safetensors.h"
#include "core/image/image.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace lookalike::training {

/// Where a photo comes from and what it shows.
struct PhotoOrigin {
    std::string source;
    std::string label; ///< empty where nobody said
};

/// Writes such a file in one pass over the photos. One thread.
class PackedPhotosWriter {
public:
    /// The origins must be known beforehand, in the order in which the photos will be added.
    [[nodiscard]] static Result<PackedPhotosWriter>
    create(const std::filesystem::path& path, int side, const std::vector<PhotoOrigin>& origins);

    /// `photo` is side x side pixels.
    [[nodiscard]] Result<> add(const Image& photo);
    /// After exactly as many add() as there are origins.
    [[nodiscard]] Result<> commit();

private:
    PackedPhotosWriter(SafetensorsWriter writer, int side, std::vector<std::int32_t> tail)
        : m_writer(std::move(writer))
        , m_side(side)
        , m_tail(std::move(tail))
    {}

    SafetensorsWriter m_writer;
    int m_side;
    std::vector<std::int32_t> m_tail; ///< labels, then sources
};

} // namespace lookalike::training
