// SPDX-License-Identifier: GPL-3.0-or-later
// The library's duplicates: finding, deciding, acting. The window's duplicates page and the command
// line use nothing else.
#pragma once

#include "core/base/pause_gate.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/duplicates/review/duplicate_group.h"
#include "core/duplicates/review/keeper.h"
#include "core/duplicates/verify/aligned_pictures.h"
#include "core/image/metadata_merge.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// What a scan did.
/// A pair that could not be compared, by a file of each, and why: a picture cannot be read, or the
/// program ended twice while it compared them (CrashGuard).
struct VerificationFailure {
    std::filesystem::path first;
    std::filesystem::path second;
    Error error;
};

inline constexpr std::size_t kMostPairFailures = 1000;

struct DuplicateScanSummary {
    std::uint64_t contents = 0;                ///< photos in scope
    std::uint64_t candidates = 0;              ///< pairs that had to be verified
    std::uint64_t verified = 0;                ///< new pairs of the kind that was looked for
    std::uint64_t failed = 0;                  ///< pairs that could not be compared
    std::vector<VerificationFailure> failures; ///< of these, at most kMostPairFailures
    bool cancelled = false; ///< what was verified is kept; the next scan goes on there
};

enum class DecisionKind : std::uint8_t {
    NotDuplicates = 0, ///< these are different photos
    KeepBoth = 1,      ///< the same photo, and each is wanted
    KeepAll = 2,       ///< the same for a whole group
};

/// What the user said about a set of contents: every pair of them is left alone until a new content
/// joins. Keyed by content hash: survives moves, rescans and other models.
struct Decision {
    std::int64_t id = 0;
    DecisionKind kind = DecisionKind::NotDuplicates;
    std::int64_t decidedAt = 0; ///< seconds since 1970
    std::vector<ContentHash> contents;
    std::vector<std::filesystem::path> paths; ///< where they are now, or were when it was decided
};

/// Of one group: which files are to go, and those that stay. Every victim must be the same content
/// as a survivor or stand in a verified relation to it; the library knows and checks.
struct TrashSelection {
    std::vector<FileId> victims;
    std::vector<FileId> survivors; ///< at least one
};

enum class TrashAction : std::uint8_t {
    Trash,         ///< to the system's trash
    ReplaceByLink, ///< to the trash, and a hard link to an identical survivor in its place
};

/// How a selection goes.
struct TrashMode {
    TrashAction action = TrashAction::Trash;
    /// What is written about a photo that goes, and its video, go along: what lies next to it and
    /// belongs to no other photo there. Not where links take the photos' places.
    bool withCompanions = false;
    /// First writes the metadata that only the photos to be moved carry (keywords, albums, a
    /// caption, ...) to an XMP sidecar of the photo that is kept. A photo for which that fails is
    /// not moved. Has no effect with TrashAction::ReplaceByLink.
    bool mergeMetadata = false;

    TrashMode() = default;
    TrashMode(TrashAction how) // NOLINT(google-explicit-constructor): an action is a mode
        : action(how)
    {}
    bool operator==(const TrashMode&) const = default;
};

/// A sidecar that takes up what the photos that go carry; after an undo one that was taken away.
struct SidecarItem {
    std::filesystem::path path;
    std::filesystem::path keeper;      ///< the photo it is beside; empty after an undo
    std::vector<MergedField> fields;   ///< what it adds to what the photo carries
    bool replaces = false;             ///< an older version, which goes to the trash
    std::optional<Error> refused = {}; ///< why it was not written, or stays after an undo
};

/// One file of a preview or a report.
struct TrashItem {
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::optional<Error> refused; ///< why it is not, or was not, moved
    std::filesystem::path keeper; ///< the verified survivor it was compared with
    /// Set for what goes along with a photo, which is the last item before it that has none.
    std::optional<CompanionKind> companion = {};
    std::vector<Companion> staying = {};   ///< what belongs to the photo and stays
    std::vector<KeeperLoss> losses = {};   ///< what it has and `keeper` has not
    std::filesystem::path mergedInto = {}; ///< the sidecar that holds what it carries
};

/// What would happen, or what did: taken from the file system after the act, not from intentions.
struct TrashReport {
    std::vector<TrashItem> items;      ///< in the order of the selection
    std::vector<SidecarItem> sidecars; ///< that were, or would be, written; in path order
    std::uint64_t moved = 0;           ///< photos
    std::uint64_t companions = 0;      ///< what was moved with them
    std::uint64_t bytes = 0;           ///< of all that was moved
    std::uint64_t gone = 0;            ///< after undo(): files that are no longer in the trash
    std::int64_t batch = 0; ///< what undo() takes back; 0 for a preview or where nothing moved
    bool cancelled = false;
};

/// One earlier moveToTrash(), newest first.
struct TrashBatch {
    std::int64_t id = 0;
    std::int64_t at = 0; ///< seconds since 1970
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::uint64_t gone = 0; ///< of the files: known to be no longer in the trash
    bool undone = false;    ///< nothing of it is left to be taken back
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
    /// What is known now, the largest saving first. Files that are gone are left out.
    [[nodiscard]] virtual Result<std::vector<DuplicateGroup>> groups(const DuplicateScope& scope,
                                                                     std::stop_token stop = {}) = 0;

    [[nodiscard]] virtual Result<std::int64_t> decide(DecisionKind kind,
                                                      const DuplicateGroup& group) = 0;
    [[nodiscard]] virtual Result<std::vector<Decision>> decisions() = 0;
    [[nodiscard]] virtual Result<> revoke(std::int64_t decision) = 0;

    [[nodiscard]] virtual Result<std::vector<KeeperRule>> keeperRules() = 0;
    /// All rules, each once, in their new order (InvalidArgument otherwise).
    [[nodiscard]] virtual Result<> setKeeperRules(const std::vector<KeeperRule>& rules) = 0;
    [[nodiscard]] virtual Result<std::vector<std::filesystem::path>> protectedFolders() = 0;
    [[nodiscard]] virtual Result<> setProtected(const std::filesystem::path& folder,
                                                bool isProtected) = 0;

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

    /// The pair laid over each other, the first's longer side at most `longSide` pixels.
    [[nodiscard]] virtual Result<AlignedPictures>
    align(FileId first, FileId second, const RelationEvidence& evidence, int longSide) = 0;
};

} // namespace lookalike
