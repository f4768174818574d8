// SPDX-License-Identifier: GPL-3.0-or-later
// What the user asks the trash for, and what the user is told. The files of a TrashSelection become
// TrashTasks by a PlannedTrash; the trash answers with a TrashOutcome, of which the plan makes a
// TrashReport.
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/catalog/companions.h"
#include "core/duplicates/review/keeper_losses.h"
#include "core/duplicates/verify/relation.h"
#include "core/files/trash/trash_batch.h"
#include "core/image/metadata_merge.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace lookalike {

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
struct ReportedSidecar {
    std::filesystem::path path;
    std::filesystem::path keeper;      ///< the photo it is beside; empty after an undo
    std::vector<MergedField> fields;   ///< what it adds to what the photo carries
    bool replaces = false;             ///< an older version, which goes to the trash
    std::optional<Error> refused = {}; ///< why it was not written, or stays after an undo
};

/// One file of a preview or a report.
struct ReportedFile {
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::optional<Error> refused; ///< why it is not, or was not, moved
    std::filesystem::path keeper; ///< the verified survivor it was compared with
    /// Set for what goes along with a photo, which is the last item before it that has none.
    std::optional<CompanionKind> companion = {};
    std::vector<Companion> staying = {};           ///< what belongs to the photo and stays
    std::vector<KeeperLoss> losses = {};           ///< what it has and `keeper` has not
    std::filesystem::path mergedInto = {};         ///< the sidecar that holds what it carries
    FileId file = {};                              ///< of a photo that was asked for
    std::size_t selection = 0;                     ///< the place of its group in what was asked for
    std::optional<RelationEvidence> evidence = {}; ///< of (keeper, this); none for a companion
};

/// What would happen, or what did: taken from the file system after the act, not from intentions.
struct TrashReport {
    std::vector<ReportedFile> items;       ///< in the order of the selection
    std::vector<ReportedSidecar> sidecars; ///< that were, or would be, written; in path order
    std::uint64_t moved = 0;               ///< photos
    std::uint64_t companions = 0;          ///< what was moved with them
    std::uint64_t bytes = 0;               ///< of all that was moved
    std::uint64_t gone = 0;                ///< after undo(): files that are no longer in the trash
    std::int64_t batch = 0; ///< what undo() takes back; 0 for a preview or where nothing moved
    bool cancelled = false;

    [[nodiscard]] std::uint64_t refusedFiles() const;
    [[nodiscard]] std::uint64_t refusedSidecars() const;
};

} // namespace lookalike
