// SPDX-License-Identifier: GPL-3.0-or-later
// Photos on their way to another folder, moved or copied, and back again. Journalled as the trash
// is: whenever the program ends, each photo is whole in one place at least, and the next start
// finishes what was begun or takes it back.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/files/trash/trash.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

class TrashSystem;

enum class TransferKind : std::uint8_t { Move, Copy };

/// A photo, and the files about it that go with it, once it went. The content of these is whatever
/// they hold: the stamp alone is compared.
struct TransferTask {
    ExpectedFile photo;
    std::vector<ExpectedFile> companions;
};

/// What became of one file. After an undo the two places mean the same as before it.
struct TransferredFile {
    std::filesystem::path origin;
    std::filesystem::path target; ///< empty if it never was there
    std::uint64_t bytes = 0;
    bool isDone = false;        ///< it is where it was asked to be
    bool isCompanion = false;   ///< of the photo before it
    std::optional<Error> error; ///< why not
};

struct TransferOutcome {
    TransferKind kind = TransferKind::Move;
    std::vector<TransferredFile> files; ///< every file that was asked for, in order
    std::uint64_t photos = 0;           ///< that are where they were asked to be
    std::uint64_t companions = 0;       ///< likewise
    std::uint64_t bytes = 0;            ///< of both
    std::int64_t batch = 0;             ///< what undo() takes; 0 where nothing was done
    bool cancelled = false;             ///< the files not reached carry ErrorCode::Cancelled
};

/// One earlier transfer.
struct TransferBatch {
    std::int64_t id = 0;
    std::int64_t at = 0; ///< seconds since 1970
    TransferKind kind = TransferKind::Move;
    std::filesystem::path folder; ///< that the files went to
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::uint64_t left = 0; ///< files that can still be taken back
};

/// Owns the journal and the lock on it. Any thread; one call at a time, others wait. One file that
/// cannot be moved never stops the next: its outcome carries the error.
class Transfer {
public:
    /// As Trash::open(): settles what a crash left open.
    [[nodiscard]] static Result<std::unique_ptr<Transfer>>
    open(const std::filesystem::path& journal, TrashSystem* system = nullptr);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    /// Brings the files into `folder`, which exists. Where a name is taken there, the photo and
    /// what belongs to it get a number; where the file that has it is the same, they stay and carry
    /// Conflict. Files in a protected folder are copied, but never moved. Fails where the folder
    /// cannot be opened, and for a place of deleted files.
    [[nodiscard]] Result<TransferOutcome>
    run(TransferKind kind, std::span<const TransferTask> tasks, const std::filesystem::path& folder,
        std::span<const std::filesystem::path> protectedFolders,
        const ProgressCallback& progress = {}, std::stop_token stop = {});

    /// Brings the files of a batch back, into folders that are made again where they are gone; of
    /// copies, removes those that are unchanged and whose original is there. What stands at an old
    /// place stays there (Conflict). NotFound for a batch that does not exist. Undoing it again
    /// tries what failed again.
    [[nodiscard]] Result<TransferOutcome>
    undo(std::int64_t batch, const ProgressCallback& progress = {}, std::stop_token stop = {});

    /// Newest first.
    [[nodiscard]] std::vector<TransferBatch> history() const;

private:
    struct State;
    explicit Transfer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace lookalike
