// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/sqlite_rows.h"

#include "core/base/path_bytes.h"
#include "core/catalog/relative_path.h"
#include "core/catalog/sqlite_support.h"

#include <SQLiteCpp/Column.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace lookalike {

namespace {

std::optional<std::int64_t> optionalInteger(const SQLite::Column& column)
{
    if (column.isNull())
        return std::nullopt;
    return column.getInt64();
}

std::optional<double> optionalReal(const SQLite::Column& column)
{
    if (column.isNull())
        return std::nullopt;
    return column.getDouble();
}

[[noreturn]] void failDamaged(const Message& what)
{
    throw SQLite::Exception(what.encoded(), SQLITE_CORRUPT);
}

std::optional<PictureFacts> factsFrom(const SQLite::Statement& row, int first)
{
    const auto frames = optionalInteger(row.getColumn(first));
    if (!frames)
        return std::nullopt;
    const auto number = [&row](int column) { return row.getColumn(column).getInt(); };
    PictureFacts facts;
    facts.frames = static_cast<std::uint32_t>(std::clamp<std::int64_t>(*frames, 1, INT32_MAX));
    facts.animated = number(first + 1) != 0;
    facts.alpha = number(first + 2) != 0;
    facts.bits = static_cast<std::uint8_t>(std::clamp(number(first + 3), 8, 64));
    facts.extras = static_cast<std::uint8_t>(number(first + 4));
    return facts;
}

} // namespace

FileRow fileFrom(const SQLite::Statement& row)
{
    const auto integer = [&row](int column) { return row.getColumn(column).getInt64(); };
    FileRow file;
    file.id = FileId(integer(0));
    file.folder = FolderId(integer(1));
    const SQLite::Column root = row.getColumn(2);
    const SQLite::Column below = row.getColumn(3);
    if (!isRootPath(blobOf(root)) || !isPathBelow(blobOf(below)))
        failDamaged("a path leads out of its folder"_msg);
    file.path = pathFromBytes(joinPath(blobOf(root), blobOf(below)));
    file.stamp.identity = {fromStored(integer(4)), fromStored(integer(5))};
    file.stamp.size = fromStored(integer(6));
    file.stamp.modifiedNs = integer(7);
    file.stamp.changedNs = integer(8);
    if (integer(9) < 0 || integer(9) > static_cast<std::int64_t>(FileState::Missing))
        failDamaged("a file is in no known state"_msg);
    file.state = static_cast<FileState>(integer(9));
    file.content = ContentId(integer(10)); // NULL reads as 0, which is invalid
    file.error = Message::decoded(row.getColumn(11).getString());
    file.scannedAt = optionalInteger(row.getColumn(12));
    return file;
}

FolderRow folderFrom(const SQLite::Statement& row)
{
    FolderRow folder;
    folder.id = FolderId(row.getColumn(0).getInt64());
    const SQLite::Column path = row.getColumn(1);
    if (!isRootPath(blobOf(path)))
        failDamaged("a folder has no full path"_msg);
    folder.path = pathFromBytes(blobOf(path));
    folder.device = fromStored(row.getColumn(2).getInt64());
    folder.online = row.getColumn(3).getInt() != 0;
    folder.scannedAt = optionalInteger(row.getColumn(4));
    return folder;
}

std::array<std::uint64_t, 8> perceptualHashesFrom(const SQLite::Statement& row, int first)
{
    std::array<std::uint64_t, 8> hashes{};
    hashes.fill(fromStored(row.getColumn(first).getInt64()));
    const SQLite::Column oriented = row.getColumn(first + 1);
    const std::string_view bytes = blobOf(oriented);
    if (bytes.size() == sizeof hashes - sizeof hashes[0])
        std::memcpy(&hashes[1], bytes.data(), bytes.size());
    return hashes;
}

std::optional<std::array<std::uint64_t, 8>> framedHashesFrom(const SQLite::Statement& row,
                                                             int column)
{
    std::array<std::uint64_t, 8> hashes{};
    const SQLite::Column framed = row.getColumn(column);
    const std::string_view bytes = blobOf(framed);
    if (bytes.size() != sizeof hashes)
        return std::nullopt;
    std::memcpy(hashes.data(), bytes.data(), bytes.size());
    return hashes;
}

ContentRow contentFrom(const SQLite::Statement& row)
{
    ContentRow content;
    content.id = ContentId(row.getColumn(0).getInt64());
    const SQLite::Column hashColumn = row.getColumn(1);
    content.hash = hashFrom(blobOf(hashColumn));
    content.bytes = fromStored(row.getColumn(2).getInt64());
    content.width = row.getColumn(3).getInt();
    content.height = row.getColumn(4).getInt();
    content.format = static_cast<ImageFormat>(row.getColumn(5).getInt());
    content.metadata.takenAt = optionalInteger(row.getColumn(6));
    content.metadata.camera = row.getColumn(7).getString();
    content.metadata.lens = row.getColumn(8).getString();
    content.metadata.latitude = optionalReal(row.getColumn(9));
    content.metadata.longitude = optionalReal(row.getColumn(10));
    if (const auto rating = optionalInteger(row.getColumn(11)))
        content.metadata.rating = static_cast<int>(*rating);
    content.metadata.orientation = row.getColumn(12).getInt();
    content.perceptualHashes = perceptualHashesFrom(row, 13);
    content.framedHashes = framedHashesFrom(row, 15);
    content.facts = factsFrom(row, 16);
    Carried& carried = content.metadata.carried;
    carried.keywords = carriedWords(row.getColumn(21).getString());
    carried.title = row.getColumn(22).getString();
    carried.caption = row.getColumn(23).getString();
    carried.faces = carriedWords(row.getColumn(24).getString());
    carried.placeName = row.getColumn(25).getString();
    carried.videoBytes = fromStored(row.getColumn(26).getInt64());
    return content;
}

void bindContent(SQLite::Statement& statement, const ContentRow& content)
{
    const Metadata& metadata = content.metadata;
    bindBlob(statement, 1, bytesOf(content.hash));
    statement.bind(2, toStored(content.bytes));
    statement.bind(3, content.width);
    statement.bind(4, content.height);
    statement.bind(5, static_cast<int>(content.format));
    bindOptional(statement, 6, metadata.takenAt);
    statement.bind(7, metadata.camera);
    statement.bind(8, metadata.lens);
    bindOptional(statement, 9, metadata.latitude);
    bindOptional(statement, 10, metadata.longitude);
    bindOptional(statement, 11,
                 metadata.rating ? std::optional<std::int64_t>(*metadata.rating) : std::nullopt);
    statement.bind(12, metadata.orientation);
    statement.bind(13, toStored(content.perceptualHashes[0]));
    bindBlob(statement, 14,
             {reinterpret_cast<const char*>(&content.perceptualHashes[1]),
              sizeof content.perceptualHashes - sizeof content.perceptualHashes[0]});
    if (content.framedHashes)
        bindBlob(statement, 15,
                 {reinterpret_cast<const char*>(content.framedHashes->data()),
                  sizeof *content.framedHashes});
    else
        statement.bind(15);
    bindFacts(statement, 16, content.facts);
    const Carried& carried = metadata.carried;
    statement.bind(21, carriedLines(carried.keywords));
    statement.bind(22, carried.title);
    statement.bind(23, carried.caption);
    statement.bind(24, carriedLines(carried.faces));
    statement.bind(25, carried.placeName);
    statement.bind(26, toStored(carried.videoBytes));
}

void bindFacts(SQLite::Statement& statement, int first, const std::optional<PictureFacts>& facts)
{
    if (!facts) {
        for (int i = 0; i < 5; ++i)
            statement.bind(first + i);
        return;
    }
    statement.bind(first, static_cast<std::int64_t>(facts->frames));
    statement.bind(first + 1, facts->animated ? 1 : 0);
    statement.bind(first + 2, facts->alpha ? 1 : 0);
    statement.bind(first + 3, static_cast<int>(facts->bits));
    statement.bind(first + 4, static_cast<int>(facts->extras));
}

void bindStamp(SQLite::Statement& statement, int first, const FileStamp& stamp)
{
    statement.bind(first, toStored(stamp.identity.device));
    statement.bind(first + 1, toStored(stamp.identity.file));
    statement.bind(first + 2, toStored(stamp.size));
    statement.bind(first + 3, stamp.modifiedNs);
    statement.bind(first + 4, stamp.changedNs);
}

std::string_view bytesOf(const ContentHash& hash) noexcept
{
    return {reinterpret_cast<const char*>(hash.digest().data()), hash.digest().size()};
}

ContentHash hashFrom(std::string_view blob) noexcept
{
    return contentHashFrom({reinterpret_cast<const std::uint8_t*>(blob.data()), blob.size()});
}

} // namespace lookalike
