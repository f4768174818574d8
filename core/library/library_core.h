// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_review_core.h"
#include "core/library/index_runner.h"
#include "core/library/library_concepts.h"
#include "core/library/library_fits.h"
#include "core/library/library_folders.h"
#include "core/library/library_map.h"
#include "core/library/library_photos.h"
#include "core/library/library_transfers.h"
#include "core/library/library_watch.h"
#include "core/library/likeness_order.h"
#include "core/library/photo_library.h"
#include "core/library/searcher.h"
#include "core/library/verification.h"

#include <memory>

namespace lookalike {

/// PhotoLibrary's implementation: owns the parts of an open library, and hands on what they do.
class LibraryCore final : public PhotoLibrary {
public:
    [[nodiscard]] static Result<std::unique_ptr<PhotoLibrary>>
    open(const LibraryOptions& options, EncoderLoader loader, SpaceEncoderLoader previous = {},
         WatcherMaker watcher = {});
    LibraryCore(std::unique_ptr<Catalog> catalog, EncoderLoader loader, SpaceEncoderLoader previous,
                WatcherMaker watcher, const DecoderOptions& decoder);

    const std::filesystem::path& catalog() const noexcept override { return m_catalog->file(); }
    Result<EncoderInfo> prepare() override;
    Result<AddedFolder> addFolder(const std::filesystem::path& folder) override
    {
        return m_folders.add(folder);
    }
    Result<> removeFolder(FolderId folder) override { return m_folders.remove(folder); }
    Result<> setExclusions(FolderId folder, const std::vector<std::string>& patterns) override
    {
        return m_folders.setExclusions(folder, patterns);
    }
    Result<std::vector<std::string>> excludeFolder(FolderId root,
                                                   const std::filesystem::path& folder) override
    {
        return m_folders.exclude(root, folder);
    }
    Result<IndexingSummary> index(const ProgressCallback& progress, std::stop_token stop,
                                  PauseGate* pause) override
    {
        return m_indexing.run(nullptr, progress, stop, pause);
    }
    Result<IndexingSummary> indexChanges(const ChangedFolders& changes,
                                         const ProgressCallback& progress, std::stop_token stop,
                                         PauseGate* pause) override
    {
        return m_indexing.run(&changes, progress, stop, pause);
    }
    Result<> startWatching() override { return m_watch.start(); }
    Result<ChangedFolders> waitForChanges(std::stop_token stop) override
    {
        return m_watch.wait(stop);
    }
    void stopWatching() override { m_watch.stop(); }
    Result<> retryFailures() override { return m_photos.retryFailures(); }
    Result<SearchResponse> search(const SearchRequest& request, std::stop_token stop) override
    {
        return m_searcher.search(request, stop);
    }
    Result<std::vector<float>> embed(const QueryTerm& picture) override
    {
        return m_searcher.embed(picture);
    }
    Result<PhotoMap> map(MapOrder order, std::stop_token stop) override
    {
        return m_map.get(order, stop);
    }
    Result<std::shared_ptr<const PhotoList>> list(const PhotoListRequest& request,
                                                  std::stop_token stop) override;
    Result<std::vector<SearchHit>> photos(std::span<const ContentId> contents,
                                          const ContentFilter& filter) override
    {
        return m_photos.photos(contents, filter);
    }
    Result<std::vector<ContentId>> sortByLikeness(std::span<const ContentId> contents,
                                                  std::size_t columns,
                                                  std::stop_token stop) override
    {
        return lookalike::sortByLikeness(contents, columns, *m_catalog, m_spaces, m_map, stop);
    }
    Result<std::uint64_t> writeList(std::span<const ListedPhoto> photos, ListFormat format,
                                    const std::filesystem::path& file,
                                    std::stop_token stop) override
    {
        return writePhotoList(*m_catalog, photos, format, file, stop);
    }
    Result<std::uint64_t> writeList(ListFormat format, const std::filesystem::path& file,
                                    std::stop_token stop) override
    {
        return m_photos.writeList(format, file, stop);
    }
    Result<std::vector<KeywordRow>> keywords() override { return m_photos.keywords(); }
    Result<std::vector<SubfolderRow>> subfolders(FolderId root,
                                                 const std::filesystem::path& folder) override
    {
        return m_folders.subfolders(root, folder);
    }
    Result<PhotoDetails> details(FileId file) override { return m_photos.details(file); }
    Result<std::vector<FileRow>> failures(std::size_t limit) override
    {
        return m_photos.failures(limit);
    }
    Result<LibraryStatus> status() override;
    Result<> useSpace(SpaceId space) override { return m_spaces.use(space); }
    Result<> removeSpace(SpaceId space) override { return m_spaces.remove(space); }
    Result<Image> picture(const std::filesystem::path& file, int shortSide) override;
    DuplicateReview& duplicates() override { return m_review; }
    PhotoTransfers& transfers() override { return m_transfers; }
    PhotoFits& fits() override { return m_fits; }
    PhotoConcepts& concepts() override { return m_concepts; }
    Result<std::vector<std::string>> verify() override { return m_verification.verify(); }
    Result<DeepVerification> verifyDeep(std::uint64_t sample, const ProgressCallback& progress,
                                        std::stop_token stop) override
    {
        return m_verification.verifyDeep(sample, progress, stop);
    }
    Result<> forEachEmbedding(const EmbeddingVisitor& visit) override;
    Result<std::uint64_t> exportEmbeddings(const std::filesystem::path& file) override;

private:
    /// NotFound where nothing is indexed yet.
    [[nodiscard]] Result<SpaceRow> spaceToExport() const;
    [[nodiscard]] Result<SpaceIndex> spaceIndex();

    // From the ground up: each part uses those above it.
    const std::unique_ptr<Catalog> m_catalog;
    const std::unique_ptr<Decoder> m_decoder;
    const std::unique_ptr<CrashGuard> m_crashGuard; ///< null where the catalog is read-only
    FilterCache m_filters;
    const LibraryParts m_parts{*m_catalog, *m_decoder, m_crashGuard.get(), m_filters};
    DailyBackups m_backups;
    Engines m_engines;
    SpaceManager m_spaces;
    IndexRunner m_indexing;
    ConceptAlbums m_albums;
    LibraryConcepts m_concepts;
    Searcher m_searcher;
    LibraryFits m_fits;
    LibraryMap m_map;
    Verification m_verification;
    DuplicateReviewCore m_review;
    LibraryTransfers m_transfers;
    LibraryWatch m_watch;
    LibraryFolders m_folders;
    LibraryPhotos m_photos;
};

} // namespace lookalike
