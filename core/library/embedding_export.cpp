// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/embedding_export.h"

#include "core/base/float16.h"
#include "core/base/path_bytes.h"
#include "core/encode/safetensors.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

struct Rows {
    std::unique_ptr<CatalogReader> reader;
    std::vector<std::int64_t> ids;
    std::vector<std::int64_t> offsets{0};
    std::string paths;
};

Result<Rows> collectRows(const Catalog& catalog, SpaceId space)
{
    auto opened = catalog.reader();
    if (!opened)
        return fail(opened);
    Rows rows;
    rows.reader = std::move(*opened);
    const auto contents = rows.reader->contents({});
    if (!contents)
        return fail(contents);
    for (const ContentId content : *contents) {
        const auto embedded = rows.reader->hasEmbedding(space, content);
        if (!embedded)
            return fail(embedded);
        if (!*embedded)
            continue;
        const auto files = rows.reader->filesOfContent(content);
        if (!files)
            return fail(files);
        if (files->empty())
            continue;
        rows.ids.push_back(content.value());
        rows.paths += pathToBytes(files->front().path);
        rows.offsets.push_back(static_cast<std::int64_t>(rows.paths.size()));
    }
    return rows;
}

/// Calls `visit(i, vector of ids[i])` in order, until it returns false.
Result<> visitVectors(const Rows& rows, SpaceId space,
                      const std::function<bool(std::size_t, std::span<const float>)>& visit)
{
    std::size_t next = 0;
    bool stopped = false;
    std::vector<float> row;
    auto visited = rows.reader->forEachEmbedding(
        space, ContentId(), [&](ContentId content, std::span<const std::uint16_t> vector) {
            if (next == rows.ids.size())
                return false;
            if (content.value() != rows.ids[next])
                return true;
            row.clear();
            for (const std::uint16_t value : vector)
                row.push_back(toFloat32(value));
            stopped = !visit(next++, row);
            return !stopped;
        });
    if (visited && !stopped && next != rows.ids.size())
        return fail(ErrorCode::Changed, "The library changed during the export; try again"_msg);
    return visited;
}

Result<> writeVectors(const Rows& rows, SpaceId space, SafetensorsWriter& writer)
{
    Result<> written;
    auto visited = visitVectors(rows, space, [&](std::size_t, std::span<const float> vector) {
        written = writer.write(std::as_bytes(vector));
        return written.has_value();
    });
    return visited ? written : visited;
}

} // namespace

Result<std::uint64_t> writeEmbeddings(const Catalog& catalog, const SpaceRow& space,
                                      const std::filesystem::path& file)
{
    const auto rows = collectRows(catalog, space.id);
    if (!rows)
        return fail(rows);
    const auto count = static_cast<std::int64_t>(rows->ids.size());

    const auto tensor = [](const char* name, Dtype dtype, std::vector<std::int64_t> shape) {
        TensorInfo info;
        info.name = name;
        info.dtype = dtype;
        info.shape = std::move(shape);
        return info;
    };
    auto writer = SafetensorsWriter::create(
        file,
        {tensor("ids", Dtype::I64, {count}), tensor("path_offsets", Dtype::I64, {count + 1}),
         tensor("embeddings", Dtype::F32, {count, space.space.dim}),
         tensor("paths", Dtype::U8, {static_cast<std::int64_t>(rows->paths.size())})},
        {{"space", space.space.id}, {"model", space.space.model}});
    if (!writer)
        return fail(writer);
    auto written = writer->write(std::as_bytes(std::span(rows->ids)));
    if (written)
        written = writer->write(std::as_bytes(std::span(rows->offsets)));
    if (written)
        written = writeVectors(*rows, space.id, *writer);
    if (written)
        written = writer->write(std::as_bytes(std::span(rows->paths)));
    if (written)
        written = writer->commit();
    if (!written)
        return fail(written);
    return rows->ids.size();
}

Result<> visitEmbeddings(const Catalog& catalog, const SpaceRow& space,
                         const EmbeddingVisitor& visit)
{
    const auto rows = collectRows(catalog, space.id);
    if (!rows)
        return fail(rows);
    return visitVectors(*rows, space.id, [&](std::size_t i, std::span<const float> vector) {
        const auto from = static_cast<std::size_t>(rows->offsets[i]);
        const auto to = static_cast<std::size_t>(rows->offsets[i + 1]);
        return visit(ContentId(rows->ids[i]), pathFromBytes(rows->paths.substr(from, to - from)),
                     vector);
    });
}

} // namespace lookalike
