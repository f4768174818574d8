// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/token_table.h"

#include "core/base/float16.h"

#include <bit>
#include <cstring>
#include <utility>

namespace lookalike {
namespace {

template <class Stored>
Stored storedAt(std::span<const std::byte> bytes, std::size_t index)
{
    Stored value;
    std::memcpy(&value, bytes.data() + index * sizeof(Stored), sizeof(Stored));
    return value;
}

float floatAt(std::span<const std::byte> bytes, std::size_t index, Dtype dtype)
{
    switch (dtype) {
    case Dtype::F16:
        return toFloat32(storedAt<std::uint16_t>(bytes, index));
    case Dtype::BF16:
        return std::bit_cast<float>(std::uint32_t{storedAt<std::uint16_t>(bytes, index)} << 16U);
    case Dtype::F64:
        return static_cast<float>(storedAt<double>(bytes, index));
    default:
        return storedAt<float>(bytes, index);
    }
}

bool isFloating(Dtype dtype)
{
    return dtype == Dtype::F64 || dtype == Dtype::F32 || dtype == Dtype::F16 ||
           dtype == Dtype::BF16;
}

} // namespace

std::string_view tokenTableName(std::string_view modelType) noexcept
{
    if (modelType == "clip" || modelType == "siglip")
        return "text_model.embeddings.token_embedding.weight";
    if (modelType == "chinese_clip")
        return "text_model.embeddings.word_embeddings.weight";
    return {};
}

bool knowsWords(const ModelDirectory& model)
{
    const std::string_view name = tokenTableName(model.modelType);
    return !name.empty() && TokenTable::open(model.weightFiles, name).has_value();
}

TokenTable::TokenTable(SafetensorsFile file, TensorInfo info)
    : m_file(std::move(file))
    , m_info(std::move(info))
{}

Result<std::unique_ptr<TokenTable>>
TokenTable::open(const std::vector<std::filesystem::path>& files, std::string_view name)
{
    for (const std::filesystem::path& path : files) {
        auto file = SafetensorsFile::open(path);
        if (!file)
            return fail(file);
        const TensorInfo* found = file->find(name);
        if (found == nullptr)
            continue;
        if (found->shape.size() != 2 || !isFloating(found->dtype))
            return fail(ErrorCode::Broken, "The tensor %1 is not a table of numbers"_msg(name),
                        path);
        TensorInfo info = *found;
        return std::unique_ptr<TokenTable>(new TokenTable(std::move(*file), std::move(info)));
    }
    return fail(ErrorCode::NotFound, "The weights have no tensor %1"_msg(name),
                files.empty() ? std::filesystem::path() : files.front());
}

Result<> TokenTable::read(std::span<const std::uint32_t> ids, std::vector<float>& out)
{
    const auto columns = static_cast<std::size_t>(width());
    const std::size_t rowBytes = columns * dtypeBytes(m_info.dtype);
    std::vector<std::byte> row(rowBytes);
    const std::lock_guard lock(m_mutex);
    for (const std::uint32_t id : ids) {
        if (id >= static_cast<std::uint64_t>(rows()))
            return fail(ErrorCode::Broken,
                        "The tokenizer gives the id %1, but the tensor %2 has %3 rows"_msg(
                            id, m_info.name, rows()),
                        m_file.path());
        if (auto read = m_file.readPart(m_info, std::uint64_t{id} * rowBytes, row); !read)
            return read;
        for (std::size_t i = 0; i < columns; ++i)
            out.push_back(floatAt(row, i, m_info.dtype));
    }
    return {};
}

} // namespace lookalike
