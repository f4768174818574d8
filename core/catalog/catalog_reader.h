// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/catalog/content_filter.h"
#include "core/catalog/rows.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace lookalike {

/// A read-only view on its own connection. Each call is one short transaction and sees one commit;
/// no call from within forEachEmbedding()'s visitor. Use an object on one thread only, and destroy
/// it before its catalog. Paths are in byte order: folder by folder, below a folder as one string.
class CatalogReader {
public:
    virtual ~CatalogReader() = default;

    [[nodiscard]] virtual Result<std::vector<FolderRow>> folders() = 0;
    [[nodiscard]] virtual Result<std::vector<FolderCounts>> counts() = 0;

    [[nodiscard]] virtual Result<std::optional<FileRow>> file(FileId file) = 0;
    [[nodiscard]] virtual Result<std::optional<FileRow>>
    fileByPath(const std::filesystem::path& path) = 0;
    /// Other files in the directory of `file` that are there and whose names begin with `prefix`
    /// and go on ("IMG_1.mov" and "IMG_1.jpg.xmp" for "IMG_1."), in path order.
    [[nodiscard]] virtual Result<std::vector<FileRow>> filesNamedLike(const FileRow& file,
                                                                      std::string_view prefix) = 0;
    /// All rows of a root keyed by path, for the scanner's comparison.
    [[nodiscard]] virtual Result<std::map<std::filesystem::path, FileRow>>
    filesOf(FolderId folder) = 0;
    /// Pending files, and indexed ones whose content has no embedding in `space` or is outdated; in
    /// path order, of folders that are online, after `after`, at most `limit`. Where `after` is
    /// invalid or has been removed, from the first on.
    [[nodiscard]] virtual Result<std::vector<FileRow>> filesToIndex(SpaceId space, FileId after,
                                                                    std::size_t limit) = 0;
    [[nodiscard]] virtual Result<std::uint64_t> countToIndex(SpaceId space) = 0;
    /// Broken and unreadable files, in path order.
    [[nodiscard]] virtual Result<std::vector<FileRow>> failures(std::size_t limit) = 0;

    [[nodiscard]] virtual Result<std::optional<ContentRow>> content(ContentId content) = 0;
    [[nodiscard]] virtual Result<std::optional<ContentId>>
    contentByHash(const ContentHash& hash) = 0;
    /// Whether a file of this content has to be read again although nothing changed: its hash is no
    /// identity yet, or an earlier version of the program learnt less (kReadVersion).
    [[nodiscard]] virtual Result<bool> isOutdated(ContentId content) = 0;
    /// Why a file with this content is Broken, or was and is to be read again; nothing where there
    /// is none. Bytes that failed need not be tried again under another name or with another date.
    [[nodiscard]] virtual Result<std::optional<Message>> brokenReason(ContentId content) = 0;
    /// Present (Indexed) files of a content, in path order.
    [[nodiscard]] virtual Result<std::vector<FileRow>> filesOfContent(ContentId content) = 0;
    /// Ids of all contents that have a present file and pass `filter`, ascending.
    [[nodiscard]] virtual Result<std::vector<ContentId>> contents(const ContentFilter& filter) = 0;

    /// Ids of contents with more than one present file that are known to be identical, ascending:
    /// the hash is an identity.
    [[nodiscard]] virtual Result<std::vector<ContentId>> contentsWithCopies() = 0;
    using HashVisitor =
        std::function<void(ContentId, const std::array<std::uint64_t, 8>& perceptualHashes)>;
    /// Of every content that has a present file, in ascending id; a second time with the hashes
    /// inside its border where it has one.
    [[nodiscard]] virtual Result<> forEachPerceptualHash(const HashVisitor& visit) = 0;

    /// Calls `visit` for every pair that `verifier` (a version of the verification) has looked at,
    /// or only for those that are related; ascending.
    [[nodiscard]] virtual Result<>
    forEachPair(int verifier, bool relatedOnly,
                const std::function<void(const RelationRow&)>& visit) = 0;
    /// The pair in either order; nothing where `verifier` has not looked at it.
    [[nodiscard]] virtual Result<std::optional<RelationRow>> pair(int verifier, ContentId a,
                                                                  ContentId b) = 0;
    /// What the user decided, newest first.
    [[nodiscard]] virtual Result<std::vector<DecisionRow>> decisions() = 0;
    [[nodiscard]] virtual Result<std::vector<std::filesystem::path>> protectedFolders() = 0;
    [[nodiscard]] virtual Result<std::optional<std::string>> setting(const std::string& name) = 0;

    /// How often the program ended at a piece of work, as CrashGuard names it.
    [[nodiscard]] virtual Result<std::map<std::string, int>> crashes() = 0;

    [[nodiscard]] virtual Result<std::vector<SpaceRow>> spaces() = 0;
    [[nodiscard]] virtual Result<std::optional<std::vector<std::uint16_t>>>
    embedding(SpaceId space, ContentId content) = 0;
    [[nodiscard]] virtual Result<bool> hasEmbedding(SpaceId space, ContentId content) = 0;
    /// How many embeddings there are, and a number that changes whenever any of them does: it
    /// grows by one with each that is added and is drawn at random with any other change, and once
    /// by each opened catalog that adds any, so that it also tells a catalog from its restored
    /// backup.
    struct EmbeddingsVersion {
        std::uint64_t count = 0;
        std::uint64_t revision = 0;
        bool operator==(const EmbeddingsVersion&) const = default;
    };
    /// NotFound where there is no such space.
    [[nodiscard]] virtual Result<EmbeddingsVersion> embeddingsVersion(SpaceId space) = 0;
    /// Calls `visit` for every embedding with content id > `after`, in ascending content id, until
    /// it returns false.
    [[nodiscard]] virtual Result<> forEachEmbedding(
        SpaceId space, ContentId after,
        const std::function<bool(ContentId, std::span<const std::uint16_t>)>& visit) = 0;
};

} // namespace lookalike
