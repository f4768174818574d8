// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/sqlite_writer.h"

#include "core/catalog/embedding_checksum.h"
#include "core/catalog/queries/concept_changes.h"
#include "core/catalog/queries/content_changes.h"
#include "core/catalog/queries/file_changes.h"
#include "core/catalog/queries/folder_changes.h"
#include "core/catalog/queries/keyword_queries.h"
#include "core/catalog/queries/pair_changes.h"
#include "core/catalog/queries/space_changes.h"

#include <utility>

namespace lookalike {

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
    return change([&] { return changes::addFolder(m_statement, path, device); });
}

Result<> SqliteWriter::removeFolder(FolderId folder)
{
    return change([&] { return changes::removeFolder(m_statement, folder); });
}

Result<> SqliteWriter::setFolderOnline(FolderId folder, bool online)
{
    return change([&] { return changes::setFolderOnline(m_statement, folder, online); });
}

Result<> SqliteWriter::setFolderScanned(FolderId folder, std::uint64_t device,
                                        std::int64_t secondsSince1970)
{
    return change(
        [&] { return changes::setFolderScanned(m_statement, folder, device, secondsSince1970); });
}

Result<> SqliteWriter::setExclusions(FolderId folder, std::span<const std::string> patterns)
{
    return change([&] { return changes::setExclusions(m_statement, folder, patterns); });
}

Result<> SqliteWriter::moveFile(FileId file, const FileRow& to)
{
    return change([&] { return changes::moveFile(m_statement, file, to); });
}

Result<FileId> SqliteWriter::putFile(const FileRow& file)
{
    return change([&] { return changes::putFile(m_statement, file); });
}

Result<> SqliteWriter::setFileOutcome(FileId file, const FileStamp& stamp, FileState state,
                                      ContentId content, const Message& error)
{
    return change(
        [&] { return changes::setFileOutcome(m_statement, file, stamp, state, content, error); });
}

Result<> SqliteWriter::setFileState(std::span<const FileId> files, FileState state)
{
    return change([&] { return changes::setFileState(m_statement, files, state); });
}

Result<> SqliteWriter::removeFiles(std::span<const FileId> files)
{
    return change([&] { return changes::removeFiles(m_statement, files); });
}

Result<> SqliteWriter::removeOrphans()
{
    return change([&] { return changes::removeOrphans(m_statement); });
}

Result<ContentId> SqliteWriter::putContent(const ContentRow& content)
{
    return change([&] { return changes::putContent(m_statement, content); });
}

Result<bool> SqliteWriter::identifyContent(ContentId content, const ContentHash& former,
                                           const ContentHash& identity, FileId readFrom)
{
    return change(
        [&] { return changes::identifyContent(m_statement, content, former, identity, readFrom); });
}

Result<> SqliteWriter::moveDecisions(const ContentHash& former, const ContentHash& identity)
{
    return change([&] { return changes::moveDecisions(m_statement, former, identity); });
}

Result<> SqliteWriter::putSidecar(FileId file, const FileStamp& stamp,
                                  const std::vector<std::string>& keywords)
{
    return change([&] { return changes::putSidecar(m_statement, file, stamp, keywords); });
}

Result<> SqliteWriter::removeSidecar(FileId file)
{
    return change([&] { return changes::removeSidecar(m_statement, file); });
}

Result<> SqliteWriter::putSidecarKeywords(ContentId content,
                                          const std::vector<std::string>& keywords)
{
    return change([&]() -> Result<> {
        changes::putKeywords(m_statement, content, keywords, true);
        return {};
    });
}

Result<WrittenSidecar> SqliteWriter::addWrittenSidecar(const WrittenSidecar& sidecar)
{
    return change([&] { return changes::addWrittenSidecar(m_statement, sidecar); });
}

Result<> SqliteWriter::removeWrittenSidecar(std::int64_t id)
{
    return change([&] { return changes::removeWrittenSidecar(m_statement, id); });
}

Result<> SqliteWriter::putFacts(ContentId content, const PictureFacts& facts)
{
    return change([&] { return changes::putFacts(m_statement, content, facts); });
}

Result<> SqliteWriter::putPairs(int verifier, std::span<const RelationRow> pairs)
{
    return change([&] { return changes::putPairs(m_statement, verifier, pairs); });
}

Result<std::int64_t> SqliteWriter::addDecision(const DecisionRow& decision)
{
    return change([&] { return changes::addDecision(m_statement, decision); });
}

Result<> SqliteWriter::removeDecision(std::int64_t decision)
{
    return change([&] { return changes::removeDecision(m_statement, decision); });
}

Result<> SqliteWriter::putReviewMarks(std::span<const ReviewMark> marks)
{
    return change([&] { return changes::putReviewMarks(m_statement, marks); });
}

Result<> SqliteWriter::removeReviewMarks(std::span<const std::filesystem::path> files)
{
    return change([&] { return changes::removeReviewMarks(m_statement, files); });
}

Result<> SqliteWriter::setProtected(const std::filesystem::path& folder, bool isProtected)
{
    return change([&] { return changes::setProtected(m_statement, folder, isProtected); });
}

Result<> SqliteWriter::putSetting(const std::string& name, const std::string& value)
{
    return change([&] { return changes::putSetting(m_statement, name, value); });
}

Result<ConceptId> SqliteWriter::putConcept(const ConceptRow& row,
                                           std::span<const ConceptVector> vectors)
{
    return change([&] { return changes::putConcept(m_statement, row, vectors); });
}

Result<> SqliteWriter::removeConcept(ConceptId id)
{
    return change([&] { return changes::removeConcept(m_statement, id); });
}

Result<> SqliteWriter::putCrash(const std::string& work, int times)
{
    return change([&] { return changes::putCrash(m_statement, work, times); });
}

Result<> SqliteWriter::removeCrashes()
{
    return change([&] { return changes::removeCrashes(m_statement); });
}

Result<SpaceId> SqliteWriter::putSpace(const EmbeddingSpace& space, bool makeCurrent)
{
    return change([&] { return changes::putSpace(m_statement, space, makeCurrent); });
}

Result<> SqliteWriter::putEmbedding(SpaceId space, const EmbeddingRow& row)
{
    return change([&] { return changes::putEmbedding(m_statement, space, row, m_drawn); });
}

Result<> SqliteWriter::removeSpace(SpaceId space)
{
    return change([&] { return changes::removeSpace(m_statement, space); });
}

} // namespace lookalike
