// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/duplicates/review/duplicate_assembly.h"
#include "core/duplicates/review/duplicate_review.h"
#include "core/duplicates/review/duplicate_trash.h"
#include "core/image/decoder.h"
#include "core/indexing/crash_guard.h"
#include "core/search/embedding_index.h"

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

namespace lookalike {

/// What searches of the library's photos go through.
struct SpaceIndex {
    SpaceId space;
    std::shared_ptr<const EmbeddingIndex> index;
};

/// The review of a library's catalog.
class DuplicateReviewCore final : public DuplicateReview {
public:
    /// All outlive this object; there may be no guard. `index` is asked once a scan and may take as
    /// long as loading the encoder does; where it fails the scan does without. `changed` is called
    /// after copies were found and after files were moved away or put back.
    DuplicateReviewCore(Catalog& catalog, const Decoder& decoder, CrashGuard* crashGuard,
                        std::function<Result<SpaceIndex>()> index, std::function<void()> changed);

    Result<DuplicateScanSummary> scan(const DuplicateScope& scope, const ProgressCallback& progress,
                                      const std::function<void()>& found, std::stop_token stop,
                                      PauseGate* pause) override;
    Result<SearchHistory> searchHistory(bool similarShots) override;
    Result<std::vector<DuplicateGroup>> groups(const DuplicateScope& scope,
                                               std::stop_token stop) override;
    Result<std::int64_t> decide(DecisionKind kind, const DuplicateGroup& group) override;
    Result<std::vector<Decision>> decisions() override;
    Result<> revoke(std::int64_t decision) override;
    Result<StoredReview> storedReview() override;
    Result<> storeMarks(std::span<const ReviewMark> marks,
                        std::span<const std::filesystem::path> unmarked) override;
    Result<> storePlace(const ContentHash& firstOfGroup) override;
    Result<std::vector<KeeperRule>> keeperRules() override;
    Result<> setKeeperRules(const std::vector<KeeperRule>& rules) override;
    Result<std::vector<std::filesystem::path>> protectedFolders() override;
    Result<> setProtected(const std::filesystem::path& path, bool isProtected) override;
    Result<std::vector<FileId>> setPhotosProtected(std::span<const FileId> photos,
                                                   bool isProtected) override;
    Result<TrashReport> preview(std::span<const TrashSelection> selection, TrashMode mode) override;
    Result<TrashReport> moveToTrash(std::span<const TrashSelection> selection, TrashMode mode,
                                    const ProgressCallback& progress,
                                    std::stop_token stop) override;
    Result<TrashReport> undo(std::optional<std::int64_t> batch) override;
    Result<std::vector<TrashBatch>> trashHistory(std::size_t limit) override;
    Result<std::optional<std::size_t>> sharpest(std::span<const FileId> photos,
                                                std::stop_token stop) override;
    Result<AlignedPictures> align(FileId first, FileId second, const RelationEvidence& evidence,
                                  int longSide) override;

private:
    [[nodiscard]] Result<AssemblyRules> rules(CatalogReader& reader) const;
    /// With the hash of its file.
    [[nodiscard]] Result<std::pair<Image, ContentHash>> picture(FileId file, int shortSide,
                                                                CatalogReader& reader) const;
    /// PermissionDenied for a library that can only be read.
    [[nodiscard]] Result<> checkWritable() const;
    /// Null where there is none of the space.
    [[nodiscard]] std::shared_ptr<const EmbeddingIndex> indexOf(SpaceId space) const;

    Catalog& m_catalog;
    const Decoder& m_decoder;
    CrashGuard* const m_crashGuard;
    const std::function<Result<SpaceIndex>()> m_index;
    const std::function<void()> m_changed;
    std::atomic<bool> m_scanning{false};
    DuplicateTrash m_trash;
};

} // namespace lookalike
