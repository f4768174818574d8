// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/catalog/concept_row.h"
#include "core/catalog/review_mark.h"
#include "core/catalog/rows.h"

#include <span>

namespace lookalike {

/// The changes possible in one transaction. Use it only during Catalog::write(), on the writer's
/// thread. Fails with NotFound if a folder or space does not exist, and with InvalidArgument if a
/// row is inconsistent (an Indexed file without a content, an embedding of an unknown content).
class CatalogWriter {
public:
    virtual ~CatalogWriter() = default;

    /// Adds a root. Fails with Conflict if it equals, contains or is inside an existing one.
    /// Directories are compared by identity up to the root directory, not by name.
    [[nodiscard]] virtual Result<FolderId> addFolder(const std::filesystem::path& path,
                                                     std::uint64_t device) = 0;
    /// Removes a root, its files, and contents that have no other file, with their embeddings.
    [[nodiscard]] virtual Result<> removeFolder(FolderId folder) = 0;
    [[nodiscard]] virtual Result<> setFolderOnline(FolderId folder, bool online) = 0;
    [[nodiscard]] virtual Result<> setFolderScanned(FolderId folder, std::uint64_t device,
                                                    std::int64_t secondsSince1970) = 0;
    /// Replaces the patterns of what is left out of a root. The next scan applies them.
    [[nodiscard]] virtual Result<> setExclusions(FolderId folder,
                                                 std::span<const std::string> patterns) = 0;

    /// Inserts or updates the row of (folder, path) with the given stamp, state and error. If an
    /// update has no content and its state is Pending, Missing or Unreadable, the old content
    /// stays, because the bytes were not read. A content that loses its last file stays until
    /// removeOrphans().
    [[nodiscard]] virtual Result<FileId> putFile(const FileRow& file) = 0;
    /// Gives the row of a file that was moved the folder, path, stamp and state of `to`; it keeps
    /// its id and content. Replaces a row that is there. Does nothing for a file that does not
    /// exist.
    [[nodiscard]] virtual Result<> moveFile(FileId file, const FileRow& to) = 0;
    /// Sets state and error (and the content, if valid) of a file after it was read. Does nothing,
    /// without failing, if the file's stamp is no longer `stamp` or the file is Missing. A
    /// content that loses its last file stays until removeOrphans().
    [[nodiscard]] virtual Result<> setFileOutcome(FileId file, const FileStamp& stamp,
                                                  FileState state, ContentId content,
                                                  const Message& error) = 0;
    /// Pending also clears the error, so that even Broken bytes are tried again.
    [[nodiscard]] virtual Result<> setFileState(std::span<const FileId> files, FileState state) = 0;
    /// Removes files that are not photos of the library, and contents that have no other file.
    [[nodiscard]] virtual Result<> removeFiles(std::span<const FileId> files) = 0;
    /// Removes contents that have no file, with their embeddings. Call it when all folders have
    /// been scanned: the same bytes may turn up under another name until then.
    [[nodiscard]] virtual Result<> removeOrphans() = 0;

    /// Inserts the row of a content hash, or updates it with what was just read from one of its
    /// files. Fails with InvalidArgument for a hash that is not an identity.
    [[nodiscard]] virtual Result<ContentId> putContent(const ContentRow& content) = 0;

    /// Replaces the legacy hash `former` of a content by the identity of the file that was just
    /// read; decisions follow. Its other files were not read and may differ: they become Pending,
    /// and Missing ones are removed. Returns false if `content` no longer has the hash `former`,
    /// because another of its files was first, or if `identity` already has its own content, whose
    /// row counts.
    [[nodiscard]] virtual Result<bool> identifyContent(ContentId content, const ContentHash& former,
                                                       const ContentHash& identity,
                                                       FileId readFrom) = 0;
    /// Transfers the decisions, marks and concepts about the legacy hash `former` to `identity`.
    [[nodiscard]] virtual Result<> moveDecisions(const ContentHash& former,
                                                 const ContentHash& identity) = 0;

    /// Stores what was read from an XMP file with this stamp, in place of what was read before.
    [[nodiscard]] virtual Result<> putSidecar(FileId file, const FileStamp& stamp,
                                              const std::vector<std::string>& keywords) = 0;
    /// Forgets what was read from it.
    [[nodiscard]] virtual Result<> removeSidecar(FileId file) = 0;
    /// Replaces the keywords that a content has from sidecars.
    [[nodiscard]] virtual Result<> putSidecarKeywords(ContentId content,
                                                      const std::vector<std::string>& keywords) = 0;

    /// Notes a sidecar that is about to be written, in its batch or, if that is 0, in a new one.
    /// Returns it with its id and batch.
    [[nodiscard]] virtual Result<WrittenSidecar>
    addWrittenSidecar(const WrittenSidecar& sidecar) = 0;
    [[nodiscard]] virtual Result<> removeWrittenSidecar(std::int64_t id) = 0;

    /// Sets a content's facts if they are not known yet. Skips a content that does not exist.
    [[nodiscard]] virtual Result<> putFacts(ContentId content, const PictureFacts& facts) = 0;

    /// Inserts or replaces results of `verifier`. Skips pairs with a removed content.
    [[nodiscard]] virtual Result<> putPairs(int verifier, std::span<const RelationRow> pairs) = 0;
    /// Adds the decision under a new id; ignores `decision.id`.
    [[nodiscard]] virtual Result<std::int64_t> addDecision(const DecisionRow& decision) = 0;
    /// Fails with NotFound if there is no such decision.
    [[nodiscard]] virtual Result<> removeDecision(std::int64_t decision) = 0;
    /// Stores each mark in place of all that is stored for its file. Skips marks of contents that
    /// do not exist.
    [[nodiscard]] virtual Result<> putReviewMarks(std::span<const ReviewMark> marks) = 0;
    /// Removes the marks of these files.
    [[nodiscard]] virtual Result<>
    removeReviewMarks(std::span<const std::filesystem::path> files) = 0;
    [[nodiscard]] virtual Result<> setProtected(const std::filesystem::path& folder,
                                                bool isProtected) = 0;
    [[nodiscard]] virtual Result<> putSetting(const std::string& name,
                                              const std::string& value) = 0;

    /// Stores a concept, and vectors of its pictures: as a new one if its id is invalid, otherwise
    /// in place of the one with its id, or under this id once more. Fails with Conflict if another
    /// one has its name (A to Z in any case), and with InvalidArgument if it has none or a number
    /// is out of range.
    [[nodiscard]] virtual Result<ConceptId> putConcept(const ConceptRow& row,
                                                       std::span<const ConceptVector> vectors) = 0;
    /// Removes a concept, and vectors that no other one needs. Fails with NotFound.
    [[nodiscard]] virtual Result<> removeConcept(ConceptId id) = 0;

    /// Sets how often the program crashed at a piece of work; 0 removes the entry.
    [[nodiscard]] virtual Result<> putCrash(const std::string& work, int times) = 0;
    [[nodiscard]] virtual Result<> removeCrashes() = 0;

    /// Inserts or finds a space, and makes it current if requested.
    [[nodiscard]] virtual Result<SpaceId> putSpace(const EmbeddingSpace& space,
                                                   bool makeCurrent) = 0;
    /// Inserts or replaces an embedding. Refuses NaN, infinity, all-zero vectors and wrong
    /// dimensions.
    [[nodiscard]] virtual Result<> putEmbedding(SpaceId space, const EmbeddingRow& row) = 0;
    /// Removes a space and its embeddings.
    [[nodiscard]] virtual Result<> removeSpace(SpaceId space) = 0;
};

} // namespace lookalike
