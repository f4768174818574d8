// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/transfer/transfer.h"

#include "core/base/path_bytes.h"
#include "core/files/moves/move_ledger.h"
#include "core/files/transfer/transfer_recovery.h"
#include "core/files/transfer/transfer_run.h"
#include "core/files/transfer/transfer_undo.h"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <ranges>
#include <utility>

namespace lookalike {

namespace {

bool isAtTarget(RecordKind state)
{
    return state == RecordKind::Moved || state == RecordKind::UndoIntent ||
           state == RecordKind::NotRestored;
}

void add(TransferOutcome& total, TransferredFile file)
{
    if (file.isDone) {
        ++(file.isCompanion ? total.companions : total.photos);
        total.bare += file.isBare ? 1U : 0U;
        total.bytes += file.bytes;
    }
    total.files.push_back(std::move(file));
}

void addNotReached(TransferOutcome& total, const ExpectedFile& file, bool isCompanion)
{
    total.cancelled = true;
    TransferredFile outcome;
    outcome.origin = file.path;
    outcome.bytes = file.stamp.size;
    outcome.isCompanion = isCompanion;
    outcome.error = Error{ErrorCode::Cancelled, "Stopped before it was reached"_msg, file.path};
    add(total, std::move(outcome));
}

} // namespace

struct Transfer::State {
    mutable std::mutex mutex;
    MoveLedger ledger;
};

Transfer::Transfer(std::unique_ptr<State> state)
    : m_state(std::move(state))
{}

Transfer::~Transfer() = default;

Result<std::unique_ptr<Transfer>> Transfer::open(const std::filesystem::path& journal,
                                                 TrashSystem* system)
{
    auto ledger =
        MoveLedger::open(system != nullptr ? *system : realTrashSystem(),
                         pathToBytes(std::filesystem::absolute(journal)), JournalUse::Transfer);
    if (!ledger)
        return fail(ledger);
    std::unique_ptr<State> state(new State{{}, std::move(*ledger)});
    TransferRecovery(state->ledger, {}).run();
    return std::unique_ptr<Transfer>(new Transfer(std::move(state)));
}

Result<TransferOutcome> Transfer::run(TransferKind kind, std::span<const TransferTask> tasks,
                                      const std::filesystem::path& folder,
                                      std::span<const std::filesystem::path> protectedFolders,
                                      const ProgressCallback& progress, std::stop_token stop)
{
    const std::lock_guard lock(m_state->mutex);
    TransferRun run(m_state->ledger, kind, protectedFolders, stop);
    if (auto opened = run.openFolder(folder); !opened)
        return fail(opened);
    TransferOutcome total;
    total.kind = kind;
    std::uint64_t files = 0;
    for (const TransferTask& task : tasks)
        files += 1 + task.companions.size();
    ProgressReporter reporter(progress);
    reporter.setStage(Stage::Reading, files);
    for (const TransferTask& task : tasks) {
        if (stop.stop_requested()) {
            addNotReached(total, task.photo, false);
            for (const ExpectedFile& companion : task.companions)
                addNotReached(total, companion, true);
            continue;
        }
        run.bring(task, [&](TransferredFile file) {
            reporter.advance(file.origin, file.error.has_value(), file.bytes);
            total.cancelled =
                total.cancelled || (file.error && file.error->code == ErrorCode::Cancelled);
            if (file.isDone)
                total.batch = run.batch();
            add(total, std::move(file));
        });
    }
    reporter.finish();
    m_state->ledger.sync();
    return total;
}

Result<TransferOutcome> Transfer::undo(std::int64_t batch, const ProgressCallback& progress,
                                       std::stop_token stop)
{
    const std::lock_guard lock(m_state->mutex);
    TransferOutcome total;
    total.batch = batch;
    std::vector<std::int64_t> entries; // the last to go comes back first
    bool exists = false;
    const MoveEntries& known = m_state->ledger.entries();
    for (const auto& [number, entry] : std::views::reverse(known)) {
        if (entry.intent.batch != batch)
            continue;
        exists = true;
        total.kind = entry.intent.isCopy ? TransferKind::Copy : TransferKind::Move;
        if (!isClosed(entry.state))
            entries.push_back(number);
    }
    if (!exists)
        return fail(ErrorCode::NotFound, "There is no such batch in the journal of moves"_msg);
    ProgressReporter reporter(progress);
    reporter.setStage(Stage::Reading, entries.size());
    TransferUndo undo(m_state->ledger, stop);
    for (const std::int64_t entry : entries) {
        if (stop.stop_requested()) {
            const MoveIntent& intent = known.at(entry).intent;
            addNotReached(total, {pathFromBytes(intent.origin), intent.stamp, intent.content},
                          false);
            continue;
        }
        TransferredFile file = undo.takeBack(entry);
        reporter.advance(file.origin, file.error.has_value(), file.bytes);
        add(total, std::move(file));
    }
    reporter.finish();
    m_state->ledger.sync();
    return total;
}

std::vector<TransferBatch> Transfer::history() const
{
    const std::lock_guard lock(m_state->mutex);
    std::map<std::int64_t, TransferBatch, std::greater<>> batches;
    for (const auto& [number, entry] : m_state->ledger.entries()) {
        if (!isAtTarget(entry.state) && entry.state != RecordKind::Restored &&
            entry.state != RecordKind::Gone)
            continue;
        TransferBatch& batch = batches[entry.intent.batch];
        batch.id = entry.intent.batch;
        batch.at = entry.intent.at;
        batch.kind = entry.intent.isCopy ? TransferKind::Copy : TransferKind::Move;
        batch.folder = pathFromBytes(entry.intent.target).parent_path();
        ++batch.files;
        batch.bytes += entry.intent.stamp.size;
        batch.left += isAtTarget(entry.state) ? 1U : 0U;
    }
    std::vector<TransferBatch> list;
    for (auto& [id, batch] : batches)
        list.push_back(std::move(batch));
    return list;
}

} // namespace lookalike
