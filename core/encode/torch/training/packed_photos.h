// SPDX-License-Identifier: GPL-3.0-or-later
// Photos decoded once for training, in a safetensors file that a GPU machine can read with LibTorch
// alone.
//   "photos"  U8  [n, side, side, 3]  the whole picture squeezed into a square, sRGB
//   "label"   I32 [n]                 index into the metadata's "labels", -1 without a label
//   "source"  I32 [n]                 index into the metadata's "sources"
// Metadata: "labels" and "sources", JSON arrays of names; a label has the form "source/label".
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
    std::string label; ///< empty if unknown
};

/// Writes a file of packed photos in one pass. One thread.
class PackedPhotosWriter {
public:
    /// `origins` must have the order in which the photos will be added.
    [[nodiscard]] static Result<PackedPhotosWriter>
    create(const std::filesystem::path& path, int side, const std::vector<PhotoOrigin>& origins);

    /// `photo` must have side x side pixels.
    [[nodiscard]] Result<> add(const Image& photo);
    /// Requires exactly one add() per origin before.
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
