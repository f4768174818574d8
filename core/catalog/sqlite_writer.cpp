// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/sqlite_writer.h"

#include "core/base/path_bytes.h"
#include "core/catalog/embedding_checksum.h"
#include "core/catalog/folder_overlap.h"
#include "core/catalog/relative_path.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <bit>
#include <utility>

namespace lookalike {

namespace {

static_assert(std::endian::native == std::endian::little, "embeddings are stored little-endian");

const std::string kFolders =
    std::string("SELECT ") + kFolderColumns + " FROM folders ORDER BY path";
constexpr std::string_view kFolderPath = "SELECT path FROM folders WHERE id = ?";
constexpr std::string_view kAddFolder = "INSERT INTO folders (path, device) VALUES (?, ?)";
constexpr std::string_view kSetOnline = "UPDATE folders SET online = ? WHERE id = ?";
constexpr std::string_view kSetScanned =
    "UPDATE folders SET device = ?, scanned_at = ?, online = 1 WHERE id = ?";
constexpr std::string_view kFindFile =
    "SELECT id, content_id FROM files WHERE folder_id = ? AND path = ?";
constexpr std::string_view kAddFile =
    "INSERT INTO files (device, inode, size, modified_ns, changed_ns, state, content_id, error,"
    " folder_id, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kUpdateFile =
    "UPDATE files SET device = ?, inode = ?, size = ?, modified_ns = ?, changed_ns = ?, state = ?,"
    " content_id = ?, error = ? WHERE id = ?";
constexpr std::string_view kContentOfFile =
    "SELECT content_id FROM files WHERE id = ?1 AND device = ?2 AND inode = ?3 AND size = ?4"
    " AND modified_ns = ?5 AND changed_ns = ?6 AND state <> 5";
constexpr std::string_view kSetOutcome =
    "UPDATE files SET state = ?, content_id = ?, error = ? WHERE id = ?";
constexpr std::string_view kSetState =
    "UPDATE files SET state = ?1, error = CASE WHEN ?1 = 0 THEN '' ELSE error END WHERE id = ?2";
constexpr std::string_view kRemoveFile = "DELETE FROM files WHERE id = ? RETURNING content_id";

constexpr std::string_view kPutContent =
    "INSERT INTO contents (hash, bytes, width, height, format, taken_at, camera, lens, latitude,"
    " longitude, rating, orientation, perceptual_hash, oriented_hashes, framed_hashes, frames,"
    " animated, alpha, bits, extras, keywords, title, caption, faces, place_name, video_bytes,"
    " read_version)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes, width = excluded.width,"
    " height = excluded.height, format = excluded.format, taken_at = excluded.taken_at,"
    " camera = excluded.camera, lens = excluded.lens, latitude = excluded.latitude,"
    " longitude = excluded.longitude, rating = excluded.rating,"
    " orientation = excluded.orientation, perceptual_hash = excluded.perceptual_hash,"
    " oriented_hashes = excluded.oriented_hashes, framed_hashes = excluded.framed_hashes,"
    " frames = excluded.frames, animated = excluded.animated, alpha = excluded.alpha,"
    " bits = excluded.bits, extras = excluded.extras, keywords = excluded.keywords,"
    " title = excluded.title, caption = excluded.caption, faces = excluded.faces,"
    " place_name = excluded.place_name, video_bytes = excluded.video_bytes,"
    " read_version = excluded.read_version"
    " RETURNING id";
constexpr int kReadVersionColumn = 27; // after those of bindContent()
constexpr std::string_view kPutFacts =
    "UPDATE contents SET frames = ?, animated = ?, alpha = ?, bits = ?, extras = ?"
    " WHERE id = ? AND frames IS NULL";
constexpr std::string_view kIdentify = "UPDATE contents SET hash = ?3 WHERE id = ?1 AND hash = ?2"
                                       " AND NOT EXISTS (SELECT 1 FROM contents WHERE hash = ?3)";
constexpr std::string_view kReadOthers = "UPDATE files SET state = 0 WHERE content_id = ?1"
                                         " AND id <> ?2 AND state IN (1, 2, 4)";
constexpr std::string_view kForgetMissing = "UPDATE files SET content_id = NULL"
                                            " WHERE content_id = ?1 AND id <> ?2 AND state = 5";
// A decision that has the photo under both hashes keeps one.
constexpr std::string_view kMoveDecisions =
    "UPDATE OR REPLACE decision_contents SET hash = ?2 WHERE hash = ?1";
constexpr std::string_view kCollect = "DELETE FROM contents WHERE id = ?1"
                                      " AND NOT EXISTS (SELECT 1 FROM files WHERE content_id = ?1)";

constexpr std::string_view kFindSpace = "SELECT id, dim FROM spaces WHERE identity = ?";
constexpr std::string_view kAddSpace =
    "INSERT INTO spaces (identity, model, dim, revision, to_embed)"
    " VALUES (?, ?, ?, random(), (SELECT count(*) FROM contents WHERE present > 0))";
constexpr std::string_view kNoCurrent =
    "UPDATE spaces SET current = 0 WHERE current = 1 AND id <> ?";
constexpr std::string_view kSetCurrent =
    "UPDATE spaces SET current = 1 WHERE id = ? AND current = 0";
constexpr std::string_view kDimension = "SELECT dim FROM spaces WHERE id = ?";
// Uses half of the range, so that counting up does not overflow.
constexpr std::string_view kDrawRevision = "UPDATE spaces SET revision = random() / 2 WHERE id = ?";
constexpr std::string_view kRemoveSpace = "DELETE FROM spaces WHERE id = ?";
constexpr std::string_view kPutEmbedding =
    "INSERT INTO embeddings (content_id, space_id, vector) VALUES (?, ?, ?)"
    " ON CONFLICT (content_id, space_id) DO UPDATE SET vector = excluded.vector"
    " WHERE vector IS NOT excluded.vector";
constexpr std::string_view kPutChecksums =
    "INSERT OR REPLACE INTO embedding_checks (embedding_id, checksum)"
    " SELECT e.id, embedding_checksum(c.hash, s.identity, e.vector) FROM embeddings e"
    " JOIN contents c ON c.id = e.content_id JOIN spaces s ON s.id = e.space_id"
    " WHERE e.content_id = ?";

void bindContentId(SQLite::Statement& statement, int index, ContentId content)
{
    bindOptional(statement, index,
                 content.isValid() ? std::optional(content.value()) : std::nullopt);
}

// The bytes were not read, so the known content stays until they are.
bool keepsContent(FileState state) noexcept
{
    return state == FileState::Pending || state == FileState::Missing ||
           state == FileState::Unreadable;
}

constexpr std::uint16_t kHalfExponent = 0x7C00;
constexpr std::uint16_t kHalfMagnitude = 0x7FFF;

bool isFinite(std::uint16_t half) noexcept
{
    return (half & kHalfExponent) != kHalfExponent;
}

} // namespace

SqliteWriter::SqliteWriter(std::filesystem::path file, SQLite::Database& database)
    : m_file(std::move(file))
    , m_database(database)
    , m_statement(database)
{
    registerEmbeddingChecksum(database);
    // A revision drawn in a transaction that was rolled back must be drawn again.
    sqlite3_rollback_hook(
        m_database.getHandle(),
        [](void* writer) { static_cast<SqliteWriter*>(writer)->m_drawn.clear(); }, this);
}

SqliteWriter::~SqliteWriter()
{
    sqlite3_rollback_hook(m_database.getHandle(), nullptr, nullptr);
}

Result<FolderId> SqliteWriter::addFolder(const std::filesystem::path& path, std::uint64_t device)
{
    return change([&]() -> Result<FolderId> {
        if (!path.is_absolute())
            return fail(ErrorCode::InvalidArgument, "A folder needs its full path", path);
        const std::string bytes = pathToBytes(path);
        const std::string_view name = trimSeparators(bytes);
        if (auto apart = checkOverlap(pathFromBytes(name), folders()); !apart)
            return fail(std::move(apart));
        if (!isRootPath(name))
            return fail(ErrorCode::InvalidArgument, "A folder needs its real path", path);
        const auto row = m_statement(kAddFolder);
        bindBlob(*row, 1, name);
        row->bind(2, toStored(device));
        row->exec();
        return FolderId(m_database.getLastInsertRowid());
    });
}

Result<> SqliteWriter::removeFolder(FolderId folder)
{
    return change([&]() -> Result<> {
        if (!folderPath(folder))
            return unknown("folder");
        // Not a cached statement, because dropping the table requires that no statement uses it.
        m_database.exec("CREATE TEMP TABLE freed (content_id INTEGER PRIMARY KEY)");
        SQLite::Statement freed(m_database,
                                "INSERT INTO freed SELECT DISTINCT content_id FROM files"
                                " WHERE folder_id = ? AND content_id IS NOT NULL");
        freed.bind(1, folder.value());
        freed.exec();
        SQLite::Statement remove(m_database, "DELETE FROM folders WHERE id = ?");
        remove.bind(1, folder.value());
        remove.exec();
        m_database.exec("DELETE FROM contents WHERE id IN (SELECT content_id FROM freed)"
                        " AND NOT EXISTS (SELECT 1 FROM files WHERE content_id = contents.id)");
        m_database.exec("DROP TABLE freed");
        return {};
    });
}

Result<> SqliteWriter::setFolderOnline(FolderId folder, bool online)
{
    return change([&]() -> Result<> {
        const auto row = m_statement(kSetOnline);
        row->bind(1, online ? 1 : 0);
        row->bind(2, folder.value());
        if (row->exec() == 0)
            return unknown("folder");
        return {};
    });
}

Result<> SqliteWriter::setFolderScanned(FolderId folder, std::uint64_t device,
                                        std::int64_t secondsSince1970)
{
    return change([&]() -> Result<> {
        const auto row = m_statement(kSetScanned);
        row->bind(1, toStored(device));
        row->bind(2, secondsSince1970);
        row->bind(3, folder.value());
        if (row->exec() == 0)
            return unknown("folder");
        return {};
    });
}

Result<FileId> SqliteWriter::putFile(const FileRow& file)
{
    return change([&]() -> Result<FileId> {
        const auto root = folderPath(file.folder);
        if (!root)
            return unknown("folder");
        const std::string path = pathToBytes(file.path);
        const auto below = pathBelow(*root, path);
        if (!below || !isPathBelow(*below))
            return fail(ErrorCode::InvalidArgument, "The file does not lie in its folder",
                        file.path);
        FileId id;
        ContentId before;
        {
            const auto row = m_statement(kFindFile);
            row->bind(1, file.folder.value());
            bindBlob(*row, 2, *below);
            if (row->executeStep()) {
                id = FileId(row->getColumn(0).getInt64());
                before = ContentId(row->getColumn(1).getInt64());
            }
        }
        const ContentId content =
            !file.content.isValid() && keepsContent(file.state) ? before : file.content;
        const auto row = m_statement(id.isValid() ? kUpdateFile : kAddFile);
        bindStamp(*row, 1, file.stamp);
        row->bind(6, static_cast<int>(file.state));
        bindContentId(*row, 7, content);
        row->bind(8, file.error);
        row->bind(9, id.isValid() ? id.value() : file.folder.value());
        if (!id.isValid())
            bindBlob(*row, 10, *below);
        row->exec();
        if (!id.isValid())
            return FileId(m_database.getLastInsertRowid());
        if (before.isValid() && before != content)
            deleteIfOrphaned(before);
        return id;
    });
}

Result<> SqliteWriter::setFileOutcome(FileId file, const FileStamp& stamp, FileState state,
                                      ContentId content, const std::string& error)
{
    return change([&]() -> Result<> {
        ContentId before;
        {
            const auto row = m_statement(kContentOfFile);
            row->bind(1, file.value());
            bindStamp(*row, 2, stamp);
            if (!row->executeStep())
                return {}; // changed or removed since
            before = ContentId(row->getColumn(0).getInt64());
        }
        const ContentId after = content.isValid() ? content : before;
        {
            const auto row = m_statement(kSetOutcome);
            row->bind(1, static_cast<int>(state));
            bindContentId(*row, 2, after);
            row->bind(3, error);
            row->bind(4, file.value());
            row->exec();
        }
        if (before.isValid() && before != after)
            deleteIfOrphaned(before);
        return {};
    });
}

Result<> SqliteWriter::setFileState(std::span<const FileId> files, FileState state)
{
    return change([&]() -> Result<> {
        const auto row = m_statement(kSetState);
        for (const FileId file : files) {
            row->reset();
            row->bind(1, static_cast<int>(state));
            row->bind(2, file.value());
            row->exec();
        }
        return {};
    });
}

Result<> SqliteWriter::removeFiles(std::span<const FileId> files)
{
    return change([&]() -> Result<> {
        for (const FileId file : files) {
            ContentId content;
            {
                const auto row = m_statement(kRemoveFile);
                row->bind(1, file.value());
                if (!row->executeStep())
                    continue;
                content = ContentId(row->getColumn(0).getInt64());
                row->executeStep(); // the statement takes effect only at its end
            }
            if (content.isValid())
                deleteIfOrphaned(content);
        }
        return {};
    });
}

Result<ContentId> SqliteWriter::putContent(const ContentRow& content)
{
    return change([&]() -> Result<ContentId> {
        if (!content.hash.isIdentity())
            return fail(ErrorCode::InvalidArgument, "A photo's hash must be an identity", m_file);
        const auto row = m_statement(kPutContent);
        bindContent(*row, content);
        row->bind(kReadVersionColumn, kReadVersion);
        row->executeStep();
        const ContentId id(row->getColumn(0).getInt64());
        row->executeStep(); // the statement takes effect only at its end
        return id;
    });
}

Result<bool> SqliteWriter::identifyContent(ContentId content, const ContentHash& former,
                                           const ContentHash& identity, FileId readFrom)
{
    return change([&]() -> Result<bool> {
        if (auto moved = moveDecisions(former, identity); !moved)
            return fail(std::move(moved));
        {
            const auto row = m_statement(kIdentify);
            row->bind(1, content.value());
            bindBlob(*row, 2, bytesOf(former));
            bindBlob(*row, 3, bytesOf(identity));
            if (row->exec() == 0)
                return false;
        }
        for (const std::string_view sql : {kReadOthers, kForgetMissing}) {
            const auto row = m_statement(sql);
            row->bind(1, content.value());
            row->bind(2, readFrom.value());
            row->exec();
        }
        putChecksums(content);
        return true;
    });
}

Result<> SqliteWriter::putFacts(ContentId content, const PictureFacts& facts)
{
    return change([&]() -> Result<> {
        const auto row = m_statement(kPutFacts);
        bindFacts(*row, 1, facts);
        row->bind(6, content.value());
        row->exec();
        return {};
    });
}

Result<> SqliteWriter::moveDecisions(const ContentHash& former, const ContentHash& identity)
{
    return change([&]() -> Result<> {
        const auto row = m_statement(kMoveDecisions);
        bindBlob(*row, 1, bytesOf(former));
        bindBlob(*row, 2, bytesOf(identity));
        row->exec();
        return {};
    });
}

Result<SpaceId> SqliteWriter::putSpace(const EmbeddingSpace& space, bool makeCurrent)
{
    return change([&]() -> Result<SpaceId> {
        if (space.id.empty() || space.dim <= 0)
            return fail(ErrorCode::InvalidArgument,
                        "An embedding space needs an identity and dimensions", m_file);
        SpaceId id;
        {
            const auto row = m_statement(kFindSpace);
            row->bind(1, space.id);
            if (row->executeStep()) {
                id = SpaceId(row->getColumn(0).getInt64());
                if (row->getColumn(1).getInt() != space.dim)
                    return fail(ErrorCode::Conflict,
                                "The catalog knows this embedding space with another dimension",
                                m_file);
            }
        }
        if (!id.isValid()) {
            const auto row = m_statement(kAddSpace);
            row->bind(1, space.id);
            row->bind(2, space.model);
            row->bind(3, space.dim);
            row->exec();
            id = SpaceId(m_database.getLastInsertRowid());
        }
        if (!makeCurrent)
            return id;
        for (const std::string_view sql : {kNoCurrent, kSetCurrent}) {
            const auto row = m_statement(sql);
            row->bind(1, id.value());
            row->exec();
        }
        return id;
    });
}

Result<> SqliteWriter::putEmbedding(SpaceId space, const EmbeddingRow& row)
{
    return change([&]() -> Result<> {
        std::size_t dim = 0;
        {
            const auto found = m_statement(kDimension);
            found->bind(1, space.value());
            if (!found->executeStep())
                return unknown("embedding space");
            dim = static_cast<std::size_t>(found->getColumn(0).getInt64());
        }
        if (row.vector.size() != dim)
            return fail(ErrorCode::InvalidArgument,
                        "An embedding of " + std::to_string(row.vector.size()) +
                            " dimensions does not belong into a space of " + std::to_string(dim),
                        m_file);
        if (!std::all_of(row.vector.begin(), row.vector.end(), isFinite))
            return fail(ErrorCode::InvalidArgument, "An embedding holds values that are no numbers",
                        m_file);
        if (std::none_of(row.vector.begin(), row.vector.end(),
                         [](std::uint16_t half) { return (half & kHalfMagnitude) != 0; }))
            return fail(ErrorCode::InvalidArgument, "An embedding is zero in all dimensions",
                        m_file);
        const auto put = m_statement(kPutEmbedding);
        put->bind(1, row.content.value());
        put->bind(2, space.value());
        bindBlob(*put, 3,
                 {reinterpret_cast<const char*>(row.vector.data()),
                  row.vector.size() * sizeof(std::uint16_t)});
        put->exec();
        putChecksums(row.content);
        drawRevision(space);
        return {};
    });
}

// Updates all embeddings of a content, which has one or two.
void SqliteWriter::putChecksums(ContentId content)
{
    const auto row = m_statement(kPutChecksums);
    row->bind(1, content.value());
    row->exec();
}

void SqliteWriter::drawRevision(SpaceId space)
{
    if (!m_drawn.insert(space).second)
        return;
    const auto row = m_statement(kDrawRevision);
    row->bind(1, space.value());
    row->exec();
}

Result<> SqliteWriter::removeSpace(SpaceId space)
{
    return change([&]() -> Result<> {
        const auto row = m_statement(kRemoveSpace);
        row->bind(1, space.value());
        if (row->exec() == 0)
            return unknown("embedding space");
        return {};
    });
}

std::vector<FolderRow> SqliteWriter::folders()
{
    std::vector<FolderRow> rows;
    const auto row = m_statement(kFolders);
    while (row->executeStep())
        rows.push_back(folderFrom(*row));
    return rows;
}

std::optional<std::string> SqliteWriter::folderPath(FolderId folder)
{
    const auto row = m_statement(kFolderPath);
    row->bind(1, folder.value());
    if (!row->executeStep())
        return std::nullopt;
    const SQLite::Column path = row->getColumn(0);
    return std::string(blobOf(path));
}

// Deletes a content that has no files.
void SqliteWriter::deleteIfOrphaned(ContentId content)
{
    const auto row = m_statement(kCollect);
    row->bind(1, content.value());
    row->exec();
}

tl::unexpected<Error> SqliteWriter::unknown(const char* what) const
{
    return fail(ErrorCode::NotFound, std::string("The catalog has no such ") + what, m_file);
}

} // namespace lookalike
