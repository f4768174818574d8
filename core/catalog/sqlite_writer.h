// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_writer.h"
#include "core/catalog/sqlite_support.h"

#include <sqlite3.h>

#include <filesystem>
#include <set>

namespace lookalike {

/// A CatalogWriter on the writing connection. Lives as long as the connection to reuse its
/// statements. Used only inside a transaction, on the writer's thread.
class SqliteWriter final : public CatalogWriter {
public:
    SqliteWriter(std::filesystem::path file, SQLite::Database& database);
    SqliteWriter(const SqliteWriter&) = delete;
    SqliteWriter& operator=(const SqliteWriter&) = delete;
    ~SqliteWriter() override;

    Result<FolderId> addFolder(const std::filesystem::path& path, std::uint64_t device) override;
    Result<> removeFolder(FolderId folder) override;
    Result<> setFolderOnline(FolderId folder, bool online) override;
    Result<> setFolderScanned(FolderId folder, std::uint64_t device,
                              std::int64_t secondsSince1970) override;

    Result<> setExclusions(FolderId folder, std::span<const std::string> patterns) override;
    Result<FileId> putFile(const FileRow& file) override;
    Result<> moveFile(FileId file, const FileRow& to) override;
    Result<> setFileOutcome(FileId file, const FileStamp& stamp, FileState state, ContentId content,
                            const Message& error) override;
    Result<> setFileState(std::span<const FileId> files, FileState state) override;
    Result<> removeOrphans() override;
    Result<> removeFiles(std::span<const FileId> files) override;

    Result<ContentId> putContent(const ContentRow& content) override;
    Result<bool> identifyContent(ContentId content, const ContentHash& former,
                                 const ContentHash& identity, FileId readFrom) override;
    Result<> moveDecisions(const ContentHash& former, const ContentHash& identity) override;
    Result<> putSidecar(FileId file, const FileStamp& stamp,
                        const std::vector<std::string>& keywords) override;
    Result<> removeSidecar(FileId file) override;
    Result<> putSidecarKeywords(ContentId content,
                                const std::vector<std::string>& keywords) override;
    Result<WrittenSidecar> addWrittenSidecar(const WrittenSidecar& sidecar) override;
    Result<> removeWrittenSidecar(std::int64_t id) override;
    Result<> putFacts(ContentId content, const PictureFacts& facts) override;

    Result<> putPairs(int verifier, std::span<const RelationRow> pairs) override;
    Result<std::int64_t> addDecision(const DecisionRow& decision) override;
    Result<> removeDecision(std::int64_t decision) override;
    Result<> putReviewMarks(std::span<const ReviewMark> marks) override;
    Result<> removeReviewMarks(std::span<const std::filesystem::path> files) override;
    Result<> setProtected(const std::filesystem::path& folder, bool isProtected) override;
    Result<> putSetting(const std::string& name, const std::string& value) override;
    Result<ConceptId> putConcept(const ConceptRow& row,
                                 std::span<const ConceptVector> vectors) override;
    Result<> removeConcept(ConceptId id) override;
    Result<> putCrash(const std::string& work, int times) override;
    Result<> removeCrashes() override;

    Result<SpaceId> putSpace(const EmbeddingSpace& space, bool makeCurrent) override;
    Result<> putEmbedding(SpaceId space, const EmbeddingRow& row) override;
    Result<> removeSpace(SpaceId space) override;

private:
    // SQLite rolls back on its own if the disk is full or memory runs out. Without this check, the
    // following changes of a caller that missed the error would be committed one by one.
    template <class Body>
    [[nodiscard]] auto change(Body&& body) -> decltype(body())
    {
        if (sqlite3_get_autocommit(m_database.getHandle()) != 0)
            return fail(ErrorCode::Internal, "The transaction has been rolled back"_msg, m_file);
        auto changed = catchExceptions(m_file, body);
        if (!changed && changed.error().path.empty())
            changed.error().path = m_file;
        return changed;
    }

    const std::filesystem::path m_file;
    SQLite::Database& m_database;
    StatementCache m_statement;
    std::set<SpaceId> m_drawn; ///< spaces whose revision this writer has drawn and committed
};

} // namespace lookalike
