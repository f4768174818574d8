// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/packed_photos.h"

#include <nlohmann/json.hpp>

#include <span>

namespace lookalike::training {

namespace {

/// Numbers distinct names in order of appearance.
class NameTable {
public:
    std::int32_t index(const std::string& name)
    {
        const auto [entry, isNew] =
            m_indices.try_emplace(name, static_cast<std::int32_t>(m_names.size()));
        if (isNew)
            m_names.push_back(name);
        return entry->second;
    }
    /// Names that are not UTF-8 get replacement characters, because they are only labels.
    [[nodiscard]] std::string json() const
    {
        return nlohmann::json(m_names).dump(-1, ' ', false,
                                            nlohmann::json::error_handler_t::replace);
    }

private:
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::int32_t> m_indices;
};

} // namespace

Result<PackedPhotosWriter> PackedPhotosWriter::create(const std::filesystem::path& path, int side,
                                                      const std::vector<PhotoOrigin>& origins)
{
    if (side < 8 || side > 1024)
        return fail(ErrorCode::InvalidArgument, "Packed photos have 8 to 1024 pixels a side"_msg);
    if (origins.empty())
        return fail(ErrorCode::NotFound, "There are no photos to pack"_msg);

    NameTable labels;
    NameTable sources;
    std::vector<std::int32_t> tail;
    tail.reserve(origins.size() * 2);
    for (const PhotoOrigin& origin : origins)
        tail.push_back(origin.label.empty() ? -1
                                            : labels.index(origin.source + '/' + origin.label));
    for (const PhotoOrigin& origin : origins)
        tail.push_back(sources.index(origin.source));

    const auto count = static_cast<std::int64_t>(origins.size());
    std::vector<TensorInfo> tensors(3);
    tensors[0].name = "photos";
    tensors[0].dtype = Dtype::U8;
    tensors[0].shape = {count, side, side, 3};
    tensors[1].name = "label";
    tensors[1].dtype = Dtype::I32;
    tensors[1].shape = {count};
    tensors[2].name = "source";
    tensors[2].dtype = Dtype::I32;
    tensors[2].shape = {count};
    auto writer = SafetensorsWriter::create(
        path, std::move(tensors), {{"labels", labels.json()}, {"sources", sources.json()}});
    if (!writer)
        return fail(writer);
    return PackedPhotosWriter(std::move(*writer), side, std::move(tail));
}

Result<> PackedPhotosWriter::add(const Image& photo)
{
    if (photo.width != m_side || photo.height != m_side)
        return fail(ErrorCode::InvalidArgument, "A packed photo has the wrong size"_msg);
    return m_writer.write(std::as_bytes(std::span(photo.pixels)));
}

Result<> PackedPhotosWriter::commit()
{
    if (auto written = m_writer.write(std::as_bytes(std::span(m_tail))); !written)
        return written;
    return m_writer.commit();
}

} // namespace lookalike::training
