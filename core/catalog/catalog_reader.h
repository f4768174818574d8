// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/catalog/concept_row.h"
#include "core/catalog/content_filter.h"
#include "core/catalog/review_mark.h"
#include "core/catalog/rows.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace lookalike {

/// A read-only view with its own connection. Each call is one short transaction and sees one
/// commit. forEachEmbedding()'s visitor must not call the reader. Use an object on one thread only,
/// and destroy it before its catalog. Paths are in byte order: first by folder, then by the path
/// below it as one string.
class CatalogReader {
public:
    virtual ~CatalogReader() = default;

    [[nodiscard]] virtual Result<std::vector<FolderRow>> folders() = 0;
    [[nodiscard]] virtual Result<std::vector<FolderCounts>> counts() = 0;
    /// Returns the folders in `folder`, a root or a folder below it, that hold photos, in natural
    /// order. Reads the paths of all photos below it: about a second for a million.
    [[nodiscard]] virtual Result<std::vector<SubfolderRow>>
    subfolders(FolderId root, const std::filesystem::path& folder) = 0;

    [[nodiscard]] virtual Result<std::optional<FileRow>> file(FileId file) = 0;
    [[nodiscard]] virtual Result<std::optional<FileRow>>
    fileByPath(const std::filesystem::path& path) = 0;
    /// Returns the other present files in the directory of `file` whose names are longer than
    /// `prefix` and begin with it ("IMG_1.mov" and "IMG_1.jpg.xmp" for "IMG_1."), in path order.
    [[nodiscard]] virtual Result<std::vector<FileRow>> filesNamedLike(const FileRow& file,
                                                                      std::string_view prefix) = 0;
    /// Returns all rows of a root, keyed by path, for the scanner.
    [[nodiscard]] virtual Result<std::map<std::filesystem::path, FileRow>>
    filesOf(FolderId folder) = 0;
    /// Returns the rows of a directory, keyed by path: those of its own files, or with
    /// `withFoldersBelow` of all below it.
    [[nodiscard]] virtual Result<std::map<std::filesystem::path, FileRow>>
    filesIn(FolderId folder, const std::filesystem::path& directory, bool withFoldersBelow) = 0;
    /// Returns pending files, and indexed files whose content has no embedding in `space` or is
    /// outdated. Only files of online folders, in path order, at most `limit`, starting after
    /// `after`; from the first file if `after` is invalid or has been removed.
    [[nodiscard]] virtual Result<std::vector<FileRow>> filesToIndex(SpaceId space, FileId after,
                                                                    std::size_t limit) = 0;
    [[nodiscard]] virtual Result<std::uint64_t> countToIndex(SpaceId space) = 0;
    /// Returns broken and unreadable files in path order.
    [[nodiscard]] virtual Result<std::vector<FileRow>> failures(std::size_t limit) = 0;

    [[nodiscard]] virtual Result<std::optional<ContentRow>> content(ContentId content) = 0;
    [[nodiscard]] virtual Result<std::optional<ContentId>>
    contentByHash(const ContentHash& hash) = 0;
    /// Returns true if a file of this content must be read again although it has not changed: its
    /// hash is not an identity yet, or an earlier version of the program extracted less
    /// (kReadVersion).
    [[nodiscard]] virtual Result<bool> isOutdated(ContentId content) = 0;
    /// Returns why a file with this content is Broken, or was before it became Pending; nothing if
    /// there is none. Bytes that failed need not be retried under another name or date.
    [[nodiscard]] virtual Result<std::optional<Message>> brokenReason(ContentId content) = 0;
    /// Returns the present (Indexed) files of a content in path order.
    [[nodiscard]] virtual Result<std::vector<FileRow>> filesOfContent(ContentId content) = 0;
    /// Returns the ids of all contents that have a present file and pass `filter`, ascending.
    [[nodiscard]] virtual Result<std::vector<ContentId>> contents(const ContentFilter& filter) = 0;
    /// Calls `visit` for every present file whose content and folder pass `filter`, in any order,
    /// files in several of its folders more than once, until `visit` returns false.
    using ListedFileVisitor = std::function<bool(const ListedFile&)>;
    [[nodiscard]] virtual Result<> forEachListedFile(const ContentFilter& filter,
                                                     const ListedFileVisitor& visit) = 0;
    /// The same for the files of the `count` newest contents, or the oldest ones, in little time.
    /// Visits nothing where the filter's folders leave something out.
    [[nodiscard]] virtual Result<> forEachListedFileOfLatest(const ContentFilter& filter,
                                                             bool oldestFirst, std::size_t count,
                                                             const ListedFileVisitor& visit) = 0;
    /// Returns from when to when the photos with a present file were taken; nothing if there are
    /// none.
    [[nodiscard]] virtual Result<std::optional<DateSpan>> dates() = 0;

    /// Returns the keywords of present photos, in their files or sidecars, in natural order.
    [[nodiscard]] virtual Result<std::vector<KeywordRow>> keywords() = 0;
    /// Calls `visit` for every keyword of every present content, ascending by content, until it
    /// returns false. The text is valid during the visit.
    [[nodiscard]] virtual Result<>
    forEachKeyword(const std::function<bool(ContentId, std::string_view)>& visit) = 0;

    /// Returns the XMP files of online folders, also Missing ones that were read once, in path
    /// order.
    [[nodiscard]] virtual Result<std::vector<SidecarRow>> sidecars() = 0;

    /// Returns the newest batch of sidecars that were written and not taken back.
    [[nodiscard]] virtual Result<std::vector<WrittenSidecar>> lastWrittenSidecars() = 0;

    /// Returns the ids of contents with more than one present file, ascending. Only contents whose
    /// hash is an identity count, because only they are known to be identical.
    [[nodiscard]] virtual Result<std::vector<ContentId>> contentsWithCopies() = 0;
    using HashVisitor =
        std::function<void(ContentId, const std::array<std::uint64_t, 8>& perceptualHashes)>;
    /// Visits every content that has a present file, in ascending id. Visits it a second time with
    /// the hashes of the part inside its border if it has a border.
    [[nodiscard]] virtual Result<> forEachPerceptualHash(const HashVisitor& visit) = 0;

    /// Calls `visit` for every pair that `verifier` (a version of the verification) has examined,
    /// or only for related pairs; ascending.
    [[nodiscard]] virtual Result<>
    forEachPair(int verifier, bool relatedOnly,
                const std::function<void(const RelationRow&)>& visit) = 0;
    /// Returns the pair, in either order; nothing if `verifier` has not examined it.
    [[nodiscard]] virtual Result<std::optional<RelationRow>> pair(int verifier, ContentId a,
                                                                  ContentId b) = 0;
    using CopyPair = std::pair<ContentId, ContentId>;
    /// Returns the pairs of two of `contents` that `verifier` found to be the same photo,
    /// ascending. Leaves out those that the user called different photos.
    [[nodiscard]] virtual Result<std::vector<CopyPair>>
    copiesAmong(int verifier, std::span<const ContentId> contents) = 0;
    struct NewContents {
        std::uint64_t count = 0;
        ContentId newest; ///< invalid if there are none
    };
    /// Returns the contents of indexed files that the catalog got to know after `content`.
    [[nodiscard]] virtual Result<NewContents> contentsAfter(ContentId content) = 0;
    /// Returns the user's decisions, newest first.
    [[nodiscard]] virtual Result<std::vector<DecisionRow>> decisions() = 0;
    /// Returns the marks of a review that has not ended, ascending by content, then by path.
    [[nodiscard]] virtual Result<std::vector<ReviewMark>> reviewMarks() = 0;
    [[nodiscard]] virtual Result<std::vector<std::filesystem::path>> protectedFolders() = 0;
    [[nodiscard]] virtual Result<std::optional<std::string>> setting(const std::string& name) = 0;

    /// Returns the user's concepts in the order in which they were made.
    [[nodiscard]] virtual Result<std::vector<ConceptRow>> concepts() = 0;
    [[nodiscard]] virtual Result<std::optional<ConceptRow>> findConcept(ConceptId id) = 0;
    /// Returns all vectors that are stored for the pictures of a concept.
    [[nodiscard]] virtual Result<std::vector<ConceptVector>> conceptVectors(ConceptId id) = 0;
    /// Returns the one of a picture in the space of this identity, if there is one.
    [[nodiscard]] virtual Result<std::optional<std::vector<std::uint16_t>>>
    conceptVector(const ConceptPicture& picture, const std::string& space) = 0;

    /// Returns the number of crashes per piece of work, keyed as CrashGuard names them.
    [[nodiscard]] virtual Result<std::map<std::string, int>> crashes() = 0;

    [[nodiscard]] virtual Result<std::vector<SpaceRow>> spaces() = 0;
    [[nodiscard]] virtual Result<std::optional<std::vector<std::uint16_t>>>
    embedding(SpaceId space, ContentId content) = 0;
    [[nodiscard]] virtual Result<bool> hasEmbedding(SpaceId space, ContentId content) = 0;
    /// The number of embeddings, and a number that changes whenever any embedding does. The
    /// revision grows by one for each added embedding and is drawn at random for any other change.
    /// It is also drawn once per opened catalog that adds any, so that it distinguishes a catalog
    /// from its restored backup.
    struct EmbeddingsVersion {
        std::uint64_t count = 0;
        std::uint64_t revision = 0;
        bool operator==(const EmbeddingsVersion&) const = default;
    };
    /// Fails with NotFound if there is no such space.
    [[nodiscard]] virtual Result<EmbeddingsVersion> embeddingsVersion(SpaceId space) = 0;
    /// Calls `visit` for every embedding with a content id above `after`, ascending, until `visit`
    /// returns false.
    [[nodiscard]] virtual Result<> forEachEmbedding(
        SpaceId space, ContentId after,
        const std::function<bool(ContentId, std::span<const std::uint16_t>)>& visit) = 0;
};

} // namespace lookalike
