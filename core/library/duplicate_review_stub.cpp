// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that nothing is known yet.
#include "core/library/library_core.h"

namespace lookalike {

namespace {

class NoReview final : public DuplicateReview {
public:
    Result<DuplicateScanSummary> scan(const DuplicateScope&, const ProgressCallback&,
                                      const std::function<void()>&, std::stop_token,
                                      PauseGate*) override
    {
        return refused();
    }
    Result<std::vector<DuplicateGroup>> groups(const DuplicateScope&, std::stop_token) override
    {
        return std::vector<DuplicateGroup>{};
    }
    Result<std::int64_t> decide(DecisionKind, const DuplicateGroup&) override { return refused(); }
    Result<std::vector<Decision>> decisions() override { return std::vector<Decision>{}; }
    Result<> revoke(std::int64_t) override { return refused(); }
    Result<std::vector<KeeperRule>> keeperRules() override { return std::vector<KeeperRule>{}; }
    Result<> setKeeperRules(const std::vector<KeeperRule>&) override { return refused(); }
    Result<std::vector<std::filesystem::path>> protectedFolders() override
    {
        return std::vector<std::filesystem::path>{};
    }
    Result<> setProtected(const std::filesystem::path&, bool) override { return refused(); }
    Result<TrashReport> preview(std::span<const TrashSelection>, TrashAction) override
    {
        return refused();
    }
    Result<TrashReport> moveToTrash(std::span<const TrashSelection>, TrashAction,
                                    const ProgressCallback&, std::stop_token) override
    {
        return refused();
    }
    Result<TrashReport> undo(std::optional<std::int64_t>) override { return refused(); }
    Result<std::vector<TrashBatch>> trashHistory(std::size_t) override
    {
        return std::vector<TrashBatch>{};
    }
    Result<AlignedPictures> align(FileId, FileId, const PairEvidence&, int) override
    {
        return refused();
    }

private:
    static tl::unexpected<Error> refused()
    {
        return fail(ErrorCode::Unsupported, "Duplicates cannot be looked for yet");
    }
};

} // namespace

DuplicateReview& LibraryCore::duplicates()
{
    static NoReview review;
    return review;
}

} // namespace lookalike
