// SPDX-License-Identifier: GPL-3.0-or-later
// Photos on their way to another folder, moved or copied, and back again. Journalled as the trash
// is: whenever the program ends, each photo is whole in one place at least, and the next start
// finishes what was begun or takes it back.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/files/transfer/transfer_outcome.h"
#include "core/files/trash/trash.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

class TrashSystem;

/// A photo, and the files about it that go with it, once it went. The content of these is whatever
/// they hold: the stamp alone is compared.
struct TransferTask {
    ExpectedFile photo;
    std::vector<ExpectedFile> companions;
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
