// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/sqlite_reader.h"

#include "core/catalog/queries/concept_queries.h"
#include "core/catalog/queries/content_query.h"
#include "core/catalog/queries/content_rows.h"
#include "core/catalog/queries/file_queries.h"
#include "core/catalog/queries/files_to_index.h"
#include "core/catalog/queries/folder_queries.h"
#include "core/catalog/queries/keyword_queries.h"
#include "core/catalog/queries/listed_files.h"
#include "core/catalog/queries/pair_queries.h"
#include "core/catalog/queries/space_queries.h"
#include "core/catalog/sqlite_support.h"

#include <utility>

namespace lookalike {

namespace {

class SqliteReader final : public CatalogReader {
public:
    SqliteReader(const std::filesystem::path& file, std::unique_ptr<SQLite::Database> database)
        : m_file(file)
        , m_database(std::move(database))
        , m_statement(*m_database)
    {}

    Result<std::vector<FolderRow>> folders() override
    {
        return read([this]() -> Result<std::vector<FolderRow>> {
            return queries::listFoldersWithExclusions(m_statement);
        });
    }
    Result<std::vector<FolderCounts>> counts() override
    {
        return read([&] { return queries::counts(m_statement); });
    }
    Result<std::vector<SubfolderRow>> subfolders(FolderId root,
                                                 const std::filesystem::path& folder) override
    {
        return read([&] { return queries::subfolders(m_statement, root, folder); });
    }

    Result<std::optional<FileRow>> file(FileId file) override
    {
        return read([&]() -> Result<std::optional<FileRow>> {
            return queries::findFile(m_statement, file);
        });
    }
    Result<std::optional<FileRow>> fileByPath(const std::filesystem::path& path) override
    {
        return read([&] { return queries::fileByPath(m_statement, path); });
    }
    Result<std::vector<FileRow>> filesNamedLike(const FileRow& file,
                                                std::string_view prefix) override
    {
        return read([&] { return queries::filesNamedLike(m_statement, file, prefix); });
    }
    Result<std::map<std::filesystem::path, FileRow>> filesOf(FolderId folder) override
    {
        return read([&] { return queries::filesOf(m_statement, folder); });
    }
    Result<std::map<std::filesystem::path, FileRow>>
    filesIn(FolderId folder, const std::filesystem::path& directory, bool withFoldersBelow) override
    {
        return read(
            [&] { return queries::filesIn(m_statement, folder, directory, withFoldersBelow); });
    }
    Result<std::vector<FileRow>> filesToIndex(SpaceId space, FileId after,
                                              std::size_t limit) override
    {
        return read([&]() -> Result<std::vector<FileRow>> {
            return listFilesToIndex(m_statement, queries::listFolders(m_statement), space,
                                    queries::findFile(m_statement, after), limit);
        });
    }
    Result<std::uint64_t> countToIndex(SpaceId space) override
    {
        return read(
            [&]() -> Result<std::uint64_t> { return countFilesToIndex(m_statement, space); });
    }
    Result<std::vector<FileRow>> failures(std::size_t limit) override
    {
        return read([&] { return queries::failures(m_statement, limit); });
    }

    Result<std::optional<ContentRow>> content(ContentId content) override
    {
        return read([&] { return queries::content(m_statement, content); });
    }
    Result<std::optional<ContentId>> contentByHash(const ContentHash& hash) override
    {
        return read([&] { return queries::contentByHash(m_statement, hash); });
    }
    Result<bool> isOutdated(ContentId content) override
    {
        return read([&] { return queries::isOutdated(m_statement, content); });
    }
    Result<std::optional<Message>> brokenReason(ContentId content) override
    {
        return read([&] { return queries::brokenReason(m_statement, content); });
    }
    Result<std::vector<FileRow>> filesOfContent(ContentId content) override
    {
        return read([&] { return queries::filesOfContent(m_statement, content); });
    }
    Result<std::vector<ContentId>> contents(const ContentFilter& filter) override
    {
        return read([&]() -> Result<std::vector<ContentId>> {
            return runContentQueries(*m_database,
                                     contentQueries(filter, queries::listFolders(m_statement)));
        });
    }

    Result<> forEachListedFile(const ContentFilter& filter, const ListedFileVisitor& visit) override
    {
        return read([&] { return queries::forEachListedFile(m_statement, filter, visit); });
    }
    Result<> forEachListedFileOfLatest(const ContentFilter& filter, bool oldestFirst,
                                       std::size_t count, const ListedFileVisitor& visit) override
    {
        return read([&] {
            return queries::forEachListedFileOfLatest(m_statement, filter, oldestFirst, count,
                                                      visit);
        });
    }

    Result<std::optional<DateSpan>> dates() override
    {
        return read([&] { return queries::dates(m_statement); });
    }
    Result<std::vector<KeywordRow>> keywords() override
    {
        return read([&] { return queries::keywords(m_statement); });
    }
    Result<> forEachKeyword(const std::function<bool(ContentId, std::string_view)>& visit) override
    {
        return read([&] { return queries::forEachKeyword(m_statement, visit); });
    }
    Result<std::vector<SidecarRow>> sidecars() override
    {
        return read([&] { return queries::sidecars(m_statement); });
    }
    Result<std::vector<WrittenSidecar>> lastWrittenSidecars() override
    {
        return read([&] { return queries::lastWrittenSidecars(m_statement); });
    }
    Result<std::vector<ContentId>> contentsWithCopies() override
    {
        return read([&] { return queries::contentsWithCopies(m_statement); });
    }
    Result<> forEachPerceptualHash(const HashVisitor& visit) override
    {
        return read([&] { return queries::forEachPerceptualHash(m_statement, visit); });
    }
    Result<> forEachPair(int verifier, bool relatedOnly,
                         const std::function<void(const RelationRow&)>& visit) override
    {
        return read(
            [&] { return queries::forEachPair(m_statement, verifier, relatedOnly, visit); });
    }
    Result<std::optional<RelationRow>> pair(int verifier, ContentId a, ContentId b) override
    {
        return read([&] { return queries::pair(m_statement, verifier, a, b); });
    }
    Result<std::vector<CopyPair>> copiesAmong(int verifier,
                                              std::span<const ContentId> contents) override
    {
        return read([&] { return queries::copiesAmong(m_statement, verifier, contents); });
    }
    Result<NewContents> contentsAfter(ContentId content) override
    {
        return read([&] { return queries::contentsAfter(m_statement, content); });
    }
    Result<std::vector<DecisionRow>> decisions() override
    {
        return read([&] { return queries::decisions(m_statement); });
    }
    Result<std::vector<ReviewMark>> reviewMarks() override
    {
        return read([&] { return queries::reviewMarks(m_statement); });
    }
    Result<std::vector<std::filesystem::path>> protectedFolders() override
    {
        return read([&] { return queries::protectedFolders(m_statement); });
    }
    Result<std::optional<std::string>> setting(const std::string& name) override
    {
        return read([&] { return queries::setting(m_statement, name); });
    }

    Result<std::vector<ConceptRow>> concepts() override
    {
        return read([&] { return queries::concepts(m_statement); });
    }
    Result<std::optional<ConceptRow>> findConcept(ConceptId id) override
    {
        return read([&] { return queries::findConcept(m_statement, id); });
    }
    Result<std::vector<ConceptVector>> conceptVectors(ConceptId id) override
    {
        return read([&] { return queries::conceptVectors(m_statement, id); });
    }
    Result<std::optional<std::vector<std::uint16_t>>>
    conceptVector(const ConceptPicture& picture, const std::string& space) override
    {
        return read([&] { return queries::conceptVector(m_statement, picture, space); });
    }

    Result<std::map<std::string, int>> crashes() override
    {
        return read([&] { return queries::crashes(m_statement); });
    }

    Result<std::vector<SpaceRow>> spaces() override
    {
        return read([&] { return queries::spaces(m_statement); });
    }
    Result<std::optional<std::vector<std::uint16_t>>> embedding(SpaceId space,
                                                                ContentId content) override
    {
        return read([&] { return queries::embedding(m_statement, space, content); });
    }
    Result<bool> hasEmbedding(SpaceId space, ContentId content) override
    {
        return read([&] { return queries::hasEmbedding(m_statement, space, content); });
    }
    Result<CatalogReader::EmbeddingsVersion> embeddingsVersion(SpaceId space) override
    {
        return read([&] { return queries::embeddingsVersion(m_statement, space); });
    }
    Result<> forEachEmbedding(
        SpaceId space, ContentId after,
        const std::function<bool(ContentId, std::span<const std::uint16_t>)>& visit) override
    {
        return read([&] { return queries::forEachEmbedding(m_statement, space, after, visit); });
    }

private:
    // Everything that `body` reads belongs to one commit.
    template <class Body>
    auto read(Body&& body) -> decltype(body())
    {
        auto answer = catchExceptions(m_file, [&] {
            const SQLite::Transaction snapshot(*m_database);
            return body();
        });
        if (!answer && answer.error().path.empty())
            answer.error().path = m_file;
        return answer;
    }
    const std::filesystem::path m_file;
    const std::unique_ptr<SQLite::Database> m_database;
    StatementCache m_statement;
};

} // namespace

Result<std::unique_ptr<CatalogReader>> openSqliteReader(const std::filesystem::path& file,
                                                        Access access)
{
    return catchExceptions(file, [&]() -> Result<std::unique_ptr<CatalogReader>> {
        return std::make_unique<SqliteReader>(file, openConnection(file, access));
    });
}

} // namespace lookalike
