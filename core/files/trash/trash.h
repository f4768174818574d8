// SPDX-License-Identifier: GPL-3.0-or-later
// The only way in which the program takes a photo away: to the system's trash, journalled, with a
// verified survivor, and back again. It never deletes and never copies a photo.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/files/file_reader.h"
#include "core/files/trash/trash_batch.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

class TrashSystem;

/// What the catalog believes about a file. Nothing happens to a file that differs from it in
/// identity, size, time of modification or content. The path is absolute.
struct ExpectedFile {
    std::filesystem::path path;
    FileStamp stamp;
    ContentHash content;
};

/// A sidecar that is to stand beside a survivor, whole or not at all, before the first victim of
/// its tasks goes: what the victims carry and the survivor does not.
struct SidecarWrite {
    std::filesystem::path keeper; ///< the only survivor of its tasks
    std::filesystem::path path;   ///< in the keeper's folder; its name ends in ".xmp"
    std::string text;
    /// What has the name now, which goes to the trash; none where it is free.
    std::optional<ExpectedFile> replaces;
};

/// Of one group of duplicates: which files go and which stay. A victim goes only while at least one
/// survivor, opened and re-hashed at that moment, is there as expected.
struct TrashTask {
    std::vector<ExpectedFile> victims;
    std::vector<ExpectedFile> survivors;
    /// Files about the victims that go with them, once all of them went. Their content is whatever
    /// they hold: the stamp alone is compared. None where `linkInPlace` is set.
    std::vector<ExpectedFile> companions;
    /// A hard link to an identical survivor takes the victim's place, so that its name stays.
    bool linkInPlace = false;
    /// Tasks may share one. Where it cannot be written their victims stay.
    std::shared_ptr<const SidecarWrite> sidecar = {};
};

/// Where a file is after all was done, as the file system says.
enum class FilePlace : std::uint8_t {
    Origin,  ///< untouched, or back again
    Trash,   ///< restorable from `inTrash`
    Gone,    ///< at neither: the trash was emptied by another program
    Unknown, ///< it cannot be looked at now, or another program moved it meanwhile
};

/// What became of one file.
struct FileOutcome {
    std::filesystem::path origin;
    std::filesystem::path inTrash;  ///< where in the trash; empty if it never was there
    std::filesystem::path survivor; ///< the one that was verified for it
    std::uint64_t bytes = 0;
    FilePlace place = FilePlace::Origin;
    bool linked = false;        ///< a hard link to the survivor stands at the origin
    bool isCompanion = false;   ///< of the victims before it
    std::optional<Error> error; ///< why not all that was asked for happened
};

/// What became of one sidecar.
struct SidecarOutcome {
    std::filesystem::path path;
    std::filesystem::path keeper; ///< empty for an undo
    bool replaces = false;        ///< an older version
    bool isThere = false;         ///< what was written stands there
    std::optional<Error> error;   ///< why it was not written, or stays after an undo
};

struct TrashOutcome {
    /// Every file that was asked for, in order: a task's victims, then its companions.
    std::vector<FileOutcome> files;
    std::vector<SidecarOutcome> sidecars; ///< in path order
    std::uint64_t moved = 0;              ///< files that are now where they were asked to be
    std::uint64_t bytes = 0;              ///< of those
    std::int64_t batch = 0;               ///< what undo() takes; 0 where nothing was moved
    bool cancelled = false;               ///< the files not reached carry ErrorCode::Cancelled
};

/// How closely check() looks.
enum class CheckDepth : std::uint8_t {
    Stamps,   ///< identity, size and time: quick
    Contents, ///< every file is re-hashed, as run() does
};

/// Owns the journal and the lock on it. Any thread; one call at a time, others wait. One file that
/// cannot be moved never stops the next: its outcome carries the error.
class Trash {
public:
    /// Opens or creates the journal (readable by its owner alone; its folder must exist) and
    /// settles what a crash left open. Fails with Conflict while another process has it, with
    /// PermissionDenied, NoSpace, TooLarge or IoError where it cannot be read or written, and with
    /// Unsupported where the system has no trash that can be undone. `system` outlives the trash;
    /// null is the real one.
    [[nodiscard]] static Result<std::unique_ptr<Trash>> open(const std::filesystem::path& journal,
                                                             TrashSystem* system = nullptr);
    ~Trash();
    Trash(const Trash&) = delete;
    Trash& operator=(const Trash&) = delete;

    /// Moves the victims. Files in or below a protected folder, by whatever name, stay; so does
    /// everything where a protected folder cannot be looked at. A file that is a victim of any
    /// task, under any name, is no survivor of another. A sidecar that was written for victims none
    /// of which went is taken away at once, and what it replaced is put back. A protected folder
    /// gets new sidecars, and none in it is replaced.
    [[nodiscard]] TrashOutcome run(std::span<const TrashTask> tasks,
                                   std::span<const std::filesystem::path> protectedFolders,
                                   const ProgressCallback& progress = {},
                                   std::stop_token stop = {});
    /// The same checks and answers, and nothing is changed. A file that would be moved is `moved`
    /// and has no error; it stays at its origin.
    [[nodiscard]] TrashOutcome check(std::span<const TrashTask> tasks,
                                     std::span<const std::filesystem::path> protectedFolders,
                                     CheckDepth depth, std::stop_token stop = {});

    /// Puts the files of a batch back with their names, bytes, times and modes, and folders that
    /// are gone with them. What stands at an old place stays there (Conflict), unless it is the
    /// hard link that run() put there. A sidecar that was written goes, unless it was changed since
    /// or a photo of it does not come back; an older version comes back like a photo. NotFound for
    /// a batch that does not exist. Undoing it again tries what failed again.
    [[nodiscard]] Result<TrashOutcome>
    undo(std::int64_t batch, const ProgressCallback& progress = {}, std::stop_token stop = {});

    /// Undoes the newest batch of which anything can be put back. It tries each newer one first,
    /// and their files are in the outcome with the reasons why they stay away. `batch` is the last
    /// one that was tried. NotFound where no batch is left to be undone.
    [[nodiscard]] Result<TrashOutcome> undoLast(const ProgressCallback& progress = {},
                                                std::stop_token stop = {});

    /// Newest first.
    [[nodiscard]] std::vector<TrashBatch> history() const;

private:
    struct State;
    explicit Trash(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace lookalike
