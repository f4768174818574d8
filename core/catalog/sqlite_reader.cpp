// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/sqlite_reader.h"

#include "core/base/path_bytes.h"
#include "core/catalog/queries/content_query.h"
#include "core/catalog/queries/files_to_index.h"
#include "core/catalog/queries/pair_queries.h"
#include "core/catalog/relative_path.h"
#include "core/catalog/sqlite_rows.h"
#include "core/catalog/sqlite_support.h"

#include <SQLiteCpp/Column.h>

#include <cstring>
#include <utility>

namespace lookalike {

namespace {

const std::string kSelectFile =
    std::string("SELECT ") + kFileColumns + " FROM files f JOIN folders d ON d.id = f.folder_id ";
const std::string kFileById = kSelectFile + "WHERE f.id = ?";
const std::string kFileByPath = kSelectFile + "WHERE f.folder_id = ? AND f.path = ?";
// Longer names that begin with a text sort between it and the text with a greater last byte.
// instr() excludes files in directories with such names.
const std::string kFilesNamedLike =
    kSelectFile + "WHERE f.folder_id = ?1 AND f.path > ?2 AND f.path < ?3 AND f.id <> ?4"
                  " AND f.state <> 5 AND instr(substr(f.path, length(?2) + 1), ?5) = 0"
                  " ORDER BY f.path";
const std::string kFilesOfFolder = kSelectFile + "WHERE f.folder_id = ?";
const std::string kFailures =
    kSelectFile + "WHERE f.folder_id = ? AND f.state IN (2, 4) ORDER BY f.path LIMIT ?";
const std::string kFilesOfContent =
    kSelectFile + "WHERE f.content_id = ? AND f.state = 1 ORDER BY d.path, f.path";
const std::string kFolders =
    std::string("SELECT ") + kFolderColumns + " FROM folders ORDER BY path";
const std::string kContentById =
    std::string("SELECT ") + kContentColumns + " FROM contents WHERE id = ?";
constexpr std::string_view kContentByHash = "SELECT id FROM contents WHERE hash = ?";
constexpr std::string_view kIsOutdated = "SELECT read_version < ?2 FROM contents WHERE id = ?1";
constexpr std::string_view kBrokenReason =
    "SELECT error FROM files WHERE content_id = ?"
    " AND (state = 2 OR (state = 0 AND error <> '')) LIMIT 1";
constexpr std::string_view kCounts = "SELECT folder_id, state, files FROM folder_counts";
constexpr std::string_view kSpaces =
    "SELECT id, identity, model, dim, embeddings, current, to_embed FROM spaces ORDER BY id";
constexpr std::string_view kVersion = "SELECT embeddings, revision FROM spaces WHERE id = ?";
constexpr std::string_view kEmbedding =
    "SELECT vector FROM embeddings WHERE content_id = ? AND space_id = ?";
constexpr std::string_view kHasEmbedding =
    "SELECT 1 FROM embeddings WHERE content_id = ? AND space_id = ?";
constexpr std::string_view kEmbeddings = "SELECT content_id, vector FROM embeddings"
                                         " WHERE content_id > ? AND space_id = ?"
                                         " ORDER BY content_id";

std::vector<std::uint16_t> halvesOf(std::string_view bytes)
{
    std::vector<std::uint16_t> halves(bytes.size() / sizeof(std::uint16_t));
    std::memcpy(halves.data(), bytes.data(), halves.size() * sizeof(std::uint16_t));
    return halves;
}

class SqliteReader final : public CatalogReader {
public:
    SqliteReader(const std::filesystem::path& file, std::unique_ptr<SQLite::Database> database)
        : m_file(file)
        , m_database(std::move(database))
        , m_statement(*m_database)
    {}

    Result<std::vector<FolderRow>> folders() override
    {
        return read([this]() -> Result<std::vector<FolderRow>> { return listFolders(); });
    }
    Result<std::vector<FolderCounts>> counts() override;

    Result<std::optional<FileRow>> file(FileId file) override
    {
        return read([&]() -> Result<std::optional<FileRow>> { return findFile(file); });
    }
    Result<std::optional<FileRow>> fileByPath(const std::filesystem::path& path) override;
    Result<std::vector<FileRow>> filesNamedLike(const FileRow& file,
                                                std::string_view prefix) override;
    Result<std::map<std::filesystem::path, FileRow>> filesOf(FolderId folder) override;
    Result<std::vector<FileRow>> filesToIndex(SpaceId space, FileId after,
                                              std::size_t limit) override;
    Result<std::uint64_t> countToIndex(SpaceId space) override;
    Result<std::vector<FileRow>> failures(std::size_t limit) override;

    Result<std::optional<ContentRow>> content(ContentId content) override;
    Result<std::optional<ContentId>> contentByHash(const ContentHash& hash) override;
    Result<bool> isOutdated(ContentId content) override;
    Result<std::optional<std::string>> brokenReason(ContentId content) override;
    Result<std::vector<FileRow>> filesOfContent(ContentId content) override;
    Result<std::vector<ContentId>> contents(const ContentFilter& filter) override;

    Result<std::vector<ContentId>> contentsWithCopies() override
    {
        return read([&] { return pairs::contentsWithCopies(m_statement); });
    }
    Result<> forEachPerceptualHash(const HashVisitor& visit) override
    {
        return read([&] { return pairs::forEachPerceptualHash(m_statement, visit); });
    }
    Result<> forEachPair(int verifier, bool relatedOnly,
                         const std::function<void(const RelationRow&)>& visit) override
    {
        return read([&] { return pairs::forEach(m_statement, verifier, relatedOnly, visit); });
    }
    Result<std::optional<RelationRow>> pair(int verifier, ContentId a, ContentId b) override
    {
        return read([&] { return pairs::find(m_statement, verifier, a, b); });
    }
    Result<std::vector<DecisionRow>> decisions() override
    {
        return read([&] { return pairs::decisions(m_statement); });
    }
    Result<std::vector<std::filesystem::path>> protectedFolders() override
    {
        return read([&] { return pairs::protectedFolders(m_statement); });
    }
    Result<std::optional<std::string>> setting(const std::string& name) override
    {
        return read([&] { return pairs::setting(m_statement, name); });
    }

    Result<std::map<std::string, int>> crashes() override
    {
        return read([&] { return pairs::crashes(m_statement); });
    }

    Result<std::vector<SpaceRow>> spaces() override;
    Result<std::optional<std::vector<std::uint16_t>>> embedding(SpaceId space,
                                                                ContentId content) override;
    Result<bool> hasEmbedding(SpaceId space, ContentId content) override;
    Result<EmbeddingsVersion> embeddingsVersion(SpaceId space) override;
    Result<> forEachEmbedding(
        SpaceId space, ContentId after,
        const std::function<bool(ContentId, std::span<const std::uint16_t>)>& visit) override;

private:
    // Everything that `body` reads belongs to one commit.
    template <class Body>
    auto read(Body&& body) -> decltype(body())
    {
        return catchExceptions(m_file, [&] {
            const SQLite::Transaction snapshot(*m_database);
            return body();
        });
    }
    std::vector<FolderRow> listFolders()
    {
        std::vector<FolderRow> rows;
        const auto row = m_statement(kFolders);
        while (row->executeStep())
            rows.push_back(folderFrom(*row));
        return rows;
    }
    std::optional<FileRow> findFile(FileId file)
    {
        const auto row = m_statement(kFileById);
        row->bind(1, file.value());
        if (!row->executeStep())
            return std::nullopt;
        return fileFrom(*row);
    }

    const std::filesystem::path m_file;
    const std::unique_ptr<SQLite::Database> m_database;
    StatementCache m_statement;
};

Result<std::vector<FolderCounts>> SqliteReader::counts()
{
    return read([this]() -> Result<std::vector<FolderCounts>> {
        std::vector<FolderCounts> all;
        for (const FolderRow& folder : listFolders())
            all.push_back({.folder = folder.id});
        const auto row = m_statement(kCounts);
        while (row->executeStep()) {
            const FolderId folder(row->getColumn(0).getInt64());
            const std::uint64_t files = fromStored(row->getColumn(2).getInt64());
            for (FolderCounts& counts : all) {
                if (counts.folder != folder)
                    continue;
                const auto state = static_cast<FileState>(row->getColumn(1).getInt());
                if (state != FileState::Missing)
                    counts.files += files;
                switch (state) {
                case FileState::Pending:
                    counts.pending = files;
                    break;
                case FileState::Indexed:
                    counts.indexed = files;
                    break;
                case FileState::Broken:
                    counts.broken = files;
                    break;
                case FileState::Unsupported:
                    counts.unsupported = files;
                    break;
                case FileState::Unreadable:
                    counts.unreadable = files;
                    break;
                case FileState::Missing:
                    counts.missing = files;
                    break;
                }
            }
        }
        return all;
    });
}

Result<std::optional<FileRow>> SqliteReader::fileByPath(const std::filesystem::path& path)
{
    return read([&]() -> Result<std::optional<FileRow>> {
        const std::string bytes = pathToBytes(path);
        for (const FolderRow& folder : listFolders()) {
            const std::string root = pathToBytes(folder.path);
            const auto below = pathBelow(root, bytes);
            if (!below)
                continue;
            const auto row = m_statement(kFileByPath);
            row->bind(1, folder.id.value());
            bindBlob(*row, 2, *below);
            if (row->executeStep())
                return std::optional(fileFrom(*row));
        }
        return std::optional<FileRow>();
    });
}

Result<std::vector<FileRow>> SqliteReader::filesNamedLike(const FileRow& file,
                                                          std::string_view prefix)
{
    return read([&]() -> Result<std::vector<FileRow>> {
        std::vector<FileRow> rows;
        const std::string path = pathToBytes(file.path);
        const std::string name = pathToBytes(file.path.filename());
        for (const FolderRow& folder : listFolders()) {
            if (folder.id != file.folder)
                continue;
            const std::string root = pathToBytes(folder.path);
            const auto below = pathBelow(root, path);
            if (!below)
                continue;
            std::string from(below->substr(0, below->size() - name.size()));
            from += prefix;
            std::string to = from; // the first string after all that begin with it
            while (!to.empty() && to.back() == '\xFF')
                to.pop_back();
            if (to.empty())
                continue;
            ++to.back();
            const auto row = m_statement(kFilesNamedLike);
            row->bind(1, folder.id.value());
            bindBlob(*row, 2, from);
            bindBlob(*row, 3, to);
            row->bind(4, file.id.value());
            bindBlob(*row, 5, std::string_view(&kPathSeparator, 1));
            while (row->executeStep())
                rows.push_back(fileFrom(*row));
        }
        return rows;
    });
}

Result<std::map<std::filesystem::path, FileRow>> SqliteReader::filesOf(FolderId folder)
{
    using Rows = std::map<std::filesystem::path, FileRow>;
    return read([&]() -> Result<Rows> {
        Rows rows;
        const auto row = m_statement(kFilesOfFolder);
        row->bind(1, folder.value());
        while (row->executeStep()) {
            FileRow file = fileFrom(*row);
            std::filesystem::path path = file.path;
            rows.emplace(std::move(path), std::move(file));
        }
        return rows;
    });
}

Result<std::vector<FileRow>> SqliteReader::filesToIndex(SpaceId space, FileId after,
                                                        std::size_t limit)
{
    return read([&]() -> Result<std::vector<FileRow>> {
        return listFilesToIndex(m_statement, listFolders(), space, findFile(after), limit);
    });
}

Result<std::uint64_t> SqliteReader::countToIndex(SpaceId space)
{
    return read([&]() -> Result<std::uint64_t> { return countFilesToIndex(m_statement, space); });
}

Result<std::vector<FileRow>> SqliteReader::failures(std::size_t limit)
{
    return read([&]() -> Result<std::vector<FileRow>> {
        std::vector<FileRow> rows;
        for (const FolderRow& folder : listFolders()) {
            const auto row = m_statement(kFailures);
            row->bind(1, folder.id.value());
            row->bind(2, toStored(limit - rows.size()));
            while (row->executeStep())
                rows.push_back(fileFrom(*row));
        }
        return rows;
    });
}

Result<std::optional<ContentRow>> SqliteReader::content(ContentId content)
{
    return read([&]() -> Result<std::optional<ContentRow>> {
        const auto row = m_statement(kContentById);
        row->bind(1, content.value());
        if (!row->executeStep())
            return std::optional<ContentRow>();
        return std::optional(contentFrom(*row));
    });
}

Result<std::optional<ContentId>> SqliteReader::contentByHash(const ContentHash& hash)
{
    return read([&]() -> Result<std::optional<ContentId>> {
        const auto row = m_statement(kContentByHash);
        bindBlob(*row, 1, bytesOf(hash));
        if (!row->executeStep())
            return std::optional<ContentId>();
        return std::optional(ContentId(row->getColumn(0).getInt64()));
    });
}

Result<bool> SqliteReader::isOutdated(ContentId content)
{
    return read([&]() -> Result<bool> {
        const auto row = m_statement(kIsOutdated);
        row->bind(1, content.value());
        row->bind(2, kReadVersion);
        return row->executeStep() && row->getColumn(0).getInt() != 0;
    });
}

Result<std::optional<std::string>> SqliteReader::brokenReason(ContentId content)
{
    return read([&]() -> Result<std::optional<std::string>> {
        const auto row = m_statement(kBrokenReason);
        row->bind(1, content.value());
        if (!row->executeStep())
            return std::optional<std::string>();
        return std::optional(row->getColumn(0).getString());
    });
}

Result<std::vector<FileRow>> SqliteReader::filesOfContent(ContentId content)
{
    return read([&]() -> Result<std::vector<FileRow>> {
        std::vector<FileRow> rows;
        const auto row = m_statement(kFilesOfContent);
        row->bind(1, content.value());
        while (row->executeStep())
            rows.push_back(fileFrom(*row));
        return rows;
    });
}

Result<std::vector<ContentId>> SqliteReader::contents(const ContentFilter& filter)
{
    return read([&]() -> Result<std::vector<ContentId>> {
        return runContentQueries(*m_database, contentQueries(filter, listFolders()));
    });
}

Result<std::vector<SpaceRow>> SqliteReader::spaces()
{
    return read([this]() -> Result<std::vector<SpaceRow>> {
        std::vector<SpaceRow> rows;
        const auto row = m_statement(kSpaces);
        while (row->executeStep())
            rows.push_back({SpaceId(row->getColumn(0).getInt64()),
                            {row->getColumn(1).getString(), row->getColumn(2).getString(),
                             row->getColumn(3).getInt()},
                            fromStored(row->getColumn(4).getInt64()),
                            row->getColumn(5).getInt() != 0,
                            fromStored(row->getColumn(6).getInt64())});
        return rows;
    });
}

Result<std::optional<std::vector<std::uint16_t>>> SqliteReader::embedding(SpaceId space,
                                                                          ContentId content)
{
    using Vector = std::optional<std::vector<std::uint16_t>>;
    return read([&]() -> Result<Vector> {
        const auto row = m_statement(kEmbedding);
        row->bind(1, content.value());
        row->bind(2, space.value());
        if (!row->executeStep())
            return Vector();
        const SQLite::Column vector = row->getColumn(0);
        return Vector(halvesOf(blobOf(vector)));
    });
}

Result<bool> SqliteReader::hasEmbedding(SpaceId space, ContentId content)
{
    return read([&]() -> Result<bool> {
        const auto row = m_statement(kHasEmbedding);
        row->bind(1, content.value());
        row->bind(2, space.value());
        return row->executeStep();
    });
}

Result<CatalogReader::EmbeddingsVersion> SqliteReader::embeddingsVersion(SpaceId space)
{
    return read([&]() -> Result<EmbeddingsVersion> {
        const auto row = m_statement(kVersion);
        row->bind(1, space.value());
        if (!row->executeStep())
            return fail(ErrorCode::NotFound, "The catalog has no such embedding space", m_file);
        return EmbeddingsVersion{fromStored(row->getColumn(0).getInt64()),
                                 fromStored(row->getColumn(1).getInt64())};
    });
}

Result<> SqliteReader::forEachEmbedding(
    SpaceId space, ContentId after,
    const std::function<bool(ContentId, std::span<const std::uint16_t>)>& visit)
{
    return read([&]() -> Result<> {
        const auto row = m_statement(kEmbeddings);
        row->bind(1, after.value());
        row->bind(2, space.value());
        std::vector<std::uint16_t> halves;
        while (row->executeStep()) {
            const SQLite::Column vector = row->getColumn(1);
            halves = halvesOf(blobOf(vector));
            if (!visit(ContentId(row->getColumn(0).getInt64()), halves))
                break;
        }
        return {};
    });
}

} // namespace

Result<std::unique_ptr<CatalogReader>> openSqliteReader(const std::filesystem::path& file,
                                                        Access access)
{
    return catchExceptions(file, [&]() -> Result<std::unique_ptr<CatalogReader>> {
        return std::make_unique<SqliteReader>(file, openConnection(file, access));
    });
}

} // namespace lookalike
