// SPDX-License-Identifier: GPL-3.0-or-later
// The library's duplicates: finding, deciding, acting. The window's duplicates page and the command
// line use nothing else.
#pragma once

#include "core/base/pause_gate.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/duplicates/review/duplicate_group.h"
#include "core/duplicates/review/keeper.h"
#include "core/duplicates/review/review_marks.h"
#include "core/duplicates/review/trash_report.h"
#include "core/duplicates/verify/aligned_pictures.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// A pair that could not be compared, by a file of each, and why: a picture cannot be read, or the
/// program ended twice while it compared them (CrashGuard).
struct VerificationFailure {
    std::filesystem::path first;
    std::filesystem::path second;
    Error error;
};

inline constexpr std::size_t kMostPairFailures = 1000;

/// What a scan did.
struct DuplicateScanSummary {
    std::uint64_t contents = 0;                ///< photos in scope
    std::uint64_t candidates = 0;              ///< pairs that had to be verified
    std::uint64_t verified = 0;                ///< new pairs of the kind that was looked for
    std::uint64_t failed = 0;                  ///< pairs that could not be compared
    std::vector<VerificationFailure> failures; ///< of these, at most kMostPairFailures
    bool cancelled = false; ///< what was verified is kept; the next scan goes on there
};

/// Which photos searches for duplicates have compared.
struct SearchHistory {
    bool wasSearched = false;     ///< a search of the whole library has ended
    std::uint64_t unsearched = 0; ///< photos that were added since, or all
};

enum class DecisionKind : std::uint8_t {
    NotDuplicates = 0, ///< these are different photos
    KeepBoth = 1,      ///< the same photo, and each is wanted
    KeepAll = 2,       ///< the same for a whole group
    Protect = 3,       ///< one photo that never goes to the trash, wherever its files are
};

/// What the user said about a set of contents: every pair of them is left alone until a new content
/// joins; a protected photo is a set of one. Keyed by content hash: survives moves, rescans and
/// other models.
struct Decision {
    std::int64_t id = 0;
    DecisionKind kind = DecisionKind::NotDuplicates;
    std::int64_t decidedAt = 0; ///< seconds since 1970
    std::vector<ContentHash> contents;
    std::vector<std::filesystem::path> paths; ///< where they are now, or were when it was decided
};

/// Owned by the library. Any thread; calls may run at once unless they say otherwise. Fails like
/// the catalog does; PermissionDenied for changes to a read-only library.
class DuplicateReview {
public:
    virtual ~DuplicateReview() = default;

    /// Finds candidates and verifies what has not been verified yet. Groups can be read meanwhile;
    /// `found` is called, at most a few times a second, when there are new ones. One run at a time
    /// (Conflict). Stopping keeps all that was verified, also across restarts.
    [[nodiscard]] virtual Result<DuplicateScanSummary>
    scan(const DuplicateScope& scope, const ProgressCallback& progress,
         const std::function<void()>& found, std::stop_token stop, PauseGate* pause = nullptr) = 0;
    /// Tells what searches for copies, or for similar shots, have seen of the library.
    [[nodiscard]] virtual Result<SearchHistory> searchHistory(bool similarShots) = 0;
    /// What is known now, the largest saving first. Files that are gone are left out.
    [[nodiscard]] virtual Result<std::vector<DuplicateGroup>> groups(const DuplicateScope& scope,
                                                                     std::stop_token stop = {}) = 0;

    [[nodiscard]] virtual Result<std::int64_t> decide(DecisionKind kind,
                                                      const DuplicateGroup& group) = 0;
    [[nodiscard]] virtual Result<std::vector<Decision>> decisions() = 0;
    [[nodiscard]] virtual Result<> revoke(std::int64_t decision) = 0;

    /// Returns what the user marked in a review that has not ended, in this session or another one.
    [[nodiscard]] virtual Result<StoredReview> storedReview() = 0;
    /// Stores each mark in place of what is stored for its file, and forgets the marks of the files
    /// at `unmarked`. moveToTrash() forgets the marks of what it moved.
    [[nodiscard]] virtual Result<> storeMarks(std::span<const ReviewMark> marks,
                                              std::span<const std::filesystem::path> unmarked) = 0;
    /// Remembers by its first photo the group that the user looks at.
    [[nodiscard]] virtual Result<> storePlace(const ContentHash& firstOfGroup) = 0;

    [[nodiscard]] virtual Result<std::vector<KeeperRule>> keeperRules() = 0;
    /// All rules, each once, in their new order (InvalidArgument otherwise).
    [[nodiscard]] virtual Result<> setKeeperRules(const std::vector<KeeperRule>& rules) = 0;
    [[nodiscard]] virtual Result<std::vector<std::filesystem::path>> protectedFolders() = 0;
    /// A folder; or a photo of the library, as setPhotosProtected().
    [[nodiscard]] virtual Result<> setProtected(const std::filesystem::path& path,
                                                bool isProtected) = 0;
    /// Keeps photos out of the trash, or no longer, by what they hold: all identical files, also
    /// after a move. Each is a decision of its own. They may be moved to other folders.
    /// Returns those for which this changed something.
    [[nodiscard]] virtual Result<std::vector<FileId>>
    setPhotosProtected(std::span<const FileId> photos, bool isProtected) = 0;

    /// What moveToTrash() would do, from the catalog and a look at each file; nothing is changed.
    [[nodiscard]] virtual Result<TrashReport> preview(std::span<const TrashSelection> selection,
                                                      TrashMode mode) = 0;
    /// Re-opens and re-verifies a survivor and every victim, journals, and moves. One bad file
    /// stops nothing but itself. The catalog follows at once.
    [[nodiscard]] virtual Result<TrashReport> moveToTrash(std::span<const TrashSelection> selection,
                                                          TrashMode mode,
                                                          const ProgressCallback& progress,
                                                          std::stop_token stop) = 0;
    /// Takes back the batch named, or else the newest of which anything can be put back: newer
    /// ones, as after the trash was emptied elsewhere, are in the report with their reasons. Never
    /// overwrites. NotFound where there is nothing to take back.
    [[nodiscard]] virtual Result<TrashReport> undo(std::optional<std::int64_t> batch = {}) = 0;
    [[nodiscard]] virtual Result<std::vector<TrashBatch>> trashHistory(std::size_t limit) = 0;

    /// Returns the place of the photo that is clearly sharper than the others, which are shots of
    /// one scene; nothing where two are alike. Reads and decodes each. Fails with Cancelled.
    [[nodiscard]] virtual Result<std::optional<std::size_t>>
    sharpest(std::span<const FileId> photos, std::stop_token stop) = 0;

    /// The pair laid over each other, the first's longer side at most `longSide` pixels.
    [[nodiscard]] virtual Result<AlignedPictures>
    align(FileId first, FileId second, const RelationEvidence& evidence, int longSide) = 0;
};

} // namespace lookalike
