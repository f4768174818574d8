// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/catalog/rows.h"

#include <span>

namespace lookalike {

/// What can be changed inside one transaction. Use it only during Catalog::write(), on the writer's
/// thread. NotFound where a folder or space does not exist, InvalidArgument where a row does not
/// fit (an Indexed file without a content, an embedding of an unknown one).
class CatalogWriter {
public:
    virtual ~CatalogWriter() = default;

    /// Adds a root; Conflict where it is the same as, inside, or around one that is there (compared
    /// by identity of the directories on the way up, not by name).
    [[nodiscard]] virtual Result<FolderId> addFolder(const std::filesystem::path& path,
                                                     std::uint64_t device) = 0;
    /// Forgets a root and its files; contents without any file left go too, embeddings with them.
    [[nodiscard]] virtual Result<> removeFolder(FolderId folder) = 0;
    [[nodiscard]] virtual Result<> setFolderOnline(FolderId folder, bool online) = 0;
    [[nodiscard]] virtual Result<> setFolderScanned(FolderId folder, std::uint64_t device,
                                                    std::int64_t secondsSince1970) = 0;

    /// Inserts or updates the row of (folder, path): stamp, state and error as given. An update
    /// that brings no content and whose state is Pending, Missing or Unreadable keeps the old one:
    /// the bytes were not read. A content that loses its last file this way goes.
    [[nodiscard]] virtual Result<FileId> putFile(const FileRow& file) = 0;
    /// Sets state and error (and the content, where valid) of a file after it was read, but only
    /// where its stamp is still `stamp` and it is not Missing; otherwise it does nothing, which is
    /// no error. A content that loses its last file this way goes.
    [[nodiscard]] virtual Result<> setFileOutcome(FileId file, const FileStamp& stamp,
                                                  FileState state, ContentId content,
                                                  const Message& error) = 0;
    /// Pending takes the error away: even bytes that were Broken are tried again then.
    [[nodiscard]] virtual Result<> setFileState(std::span<const FileId> files, FileState state) = 0;
    /// Forgets files that are no photos of the library. Contents without any file left go too.
    [[nodiscard]] virtual Result<> removeFiles(std::span<const FileId> files) = 0;

    /// Inserts the row of a content hash, or brings it up to what is known now: one of its files
    /// was just read. InvalidArgument for a hash that is no identity.
    [[nodiscard]] virtual Result<ContentId> putContent(const ContentRow& content) = 0;

    /// A content whose hash is no identity, `former`, gets the one of the file that was just read.
    /// Decisions about it follow. Its other files were not read, and may be others: they become
    /// Pending, and those that are Missing are no longer known. False where `content` is not known
    /// by `former` any more: another of its files was the first, or `identity` has a content of its
    /// own, whose row counts.
    [[nodiscard]] virtual Result<bool> identifyContent(ContentId content, const ContentHash& former,
                                                       const ContentHash& identity,
                                                       FileId readFrom) = 0;
    /// What was decided about `former`, a hash that is no identity, holds for `identity`.
    [[nodiscard]] virtual Result<> moveDecisions(const ContentHash& former,
                                                 const ContentHash& identity) = 0;

    /// Sets what a content's file holds, where it is not known yet. A content that is not
    /// there is skipped.
    [[nodiscard]] virtual Result<> putFacts(ContentId content, const PictureFacts& facts) = 0;

    /// Inserts or replaces what `verifier` found out. Pairs of which a content is gone are skipped.
    [[nodiscard]] virtual Result<> putPairs(int verifier, std::span<const RelationRow> pairs) = 0;
    /// Adds it under a new id; `decision.id` is not asked.
    [[nodiscard]] virtual Result<std::int64_t> addDecision(const DecisionRow& decision) = 0;
    /// NotFound where there is none.
    [[nodiscard]] virtual Result<> removeDecision(std::int64_t decision) = 0;
    [[nodiscard]] virtual Result<> setProtected(const std::filesystem::path& folder,
                                                bool isProtected) = 0;
    [[nodiscard]] virtual Result<> putSetting(const std::string& name,
                                              const std::string& value) = 0;

    /// Sets how often the program ended at a piece of work; 0 forgets it.
    [[nodiscard]] virtual Result<> putCrash(const std::string& work, int times) = 0;
    [[nodiscard]] virtual Result<> removeCrashes() = 0;

    /// Inserts or finds a space; makes it current where asked.
    [[nodiscard]] virtual Result<SpaceId> putSpace(const EmbeddingSpace& space,
                                                   bool makeCurrent) = 0;
    /// Inserts or replaces. Refuses NaN, infinity, zero in all dimensions and a wrong dimension.
    [[nodiscard]] virtual Result<> putEmbedding(SpaceId space, const EmbeddingRow& row) = 0;
    /// Removes a space and its embeddings.
    [[nodiscard]] virtual Result<> removeSpace(SpaceId space) = 0;
};

} // namespace lookalike
