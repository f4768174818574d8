// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/trash.h"

#include "core/base/path_bytes.h"
#include "core/files/moves/move_ledger.h"
#include "core/files/trash/trash_guard.h"
#include "core/files/trash/trash_mover.h"
#include "core/files/trash/trash_recovery.h"
#include "core/files/trash/trash_restorer.h"
#include "core/files/trash/trash_sidecars.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <ranges>
#include <utility>

namespace lookalike {

namespace {

bool isInTrash(RecordKind state)
{
    return state == RecordKind::Moved || state == RecordKind::UndoIntent ||
           state == RecordKind::NotRestored;
}

std::uint64_t victimCount(std::span<const TrashTask> tasks)
{
    std::uint64_t count = 0;
    for (const TrashTask& task : tasks)
        count += task.victims.size() + task.companions.size();
    return count;
}

FileOutcome notReached(const std::filesystem::path& path, std::uint64_t bytes, FilePlace place)
{
    FileOutcome outcome;
    outcome.origin = path;
    outcome.bytes = bytes;
    outcome.place = place;
    outcome.error = Error{ErrorCode::Cancelled, "Stopped before it was reached"_msg, path};
    return outcome;
}

void add(TrashOutcome& total, FileOutcome file, bool isDone)
{
    if (isDone) {
        ++total.moved;
        total.bytes += file.bytes;
    }
    total.files.push_back(std::move(file));
}

FileOutcome withoutItsPhoto(const ExpectedFile& companion)
{
    FileOutcome outcome;
    outcome.origin = companion.path;
    outcome.bytes = companion.stamp.size;
    outcome.error = Error{ErrorCode::Conflict, "The photo that it belongs to was left in place"_msg,
                          companion.path};
    return outcome;
}

Error sidecarError(const ExpectedFile& victim, const Error& error)
{
    return Error{error.code, "What it carries cannot be kept: %1"_msg(error.messageWithPath()),
                 victim.path};
}

FileOutcome refused(const ExpectedFile& file, Error error)
{
    FileOutcome outcome;
    outcome.origin = file.path;
    outcome.bytes = file.stamp.size;
    outcome.error = std::move(error);
    return outcome;
}

// The entry of the task's sidecar, which stands there by then; 0 where it has none.
Result<std::int64_t> sidecarFor(const TrashTask& task, const ExpectedFile& file, TrashGuard& guard,
                                TrashMover& mover, TrashSidecars& sidecars, bool isCompanion)
{
    if (!task.sidecar)
        return 0;
    // Nothing is written for a photo that is known to stay.
    if (!isCompanion)
        if (const auto approved = guard.approve(task, file, CheckDepth::Stamps); !approved)
            return fail(approved);
    auto entry = sidecars.write(task, guard, mover);
    if (!entry)
        return fail(sidecarError(file, entry.error()));
    return entry;
}

// Every victim in order and its companions behind it, by `act`; after a stop only the list of what
// was not reached.
template <class Act, class IsDone>
TrashOutcome forEachVictim(std::span<const TrashTask> tasks, const ProgressCallback& progress,
                           const std::stop_token& stop, Act act, IsDone isDone)
{
    TrashOutcome total;
    ProgressReporter reporter(progress);
    reporter.setStage(Stage::Reading, victimCount(tasks));
    const auto take = [&](const ExpectedFile& file, FileOutcome outcome, bool isCompanion) {
        reporter.advance(file.path, outcome.error.has_value(), file.stamp.size);
        outcome.isCompanion = isCompanion;
        const bool done = isDone(outcome);
        add(total, std::move(outcome), done);
        return done;
    };
    const auto leave = [&](const ExpectedFile& file, bool isCompanion) {
        total.cancelled = true;
        FileOutcome outcome = notReached(file.path, file.stamp.size, FilePlace::Origin);
        outcome.isCompanion = isCompanion;
        add(total, std::move(outcome), false);
    };
    for (const TrashTask& task : tasks) {
        bool allDone = true;
        for (const ExpectedFile& victim : task.victims) {
            if (stop.stop_requested())
                leave(victim, false);
            else
                allDone = take(victim, act(task, victim, false), false) && allDone;
        }
        for (const ExpectedFile& companion : task.companions) {
            if (stop.stop_requested())
                leave(companion, true);
            else
                take(companion, allDone ? act(task, companion, true) : withoutItsPhoto(companion),
                     true);
        }
    }
    reporter.finish();
    return total;
}

} // namespace

struct Trash::State {
    mutable std::mutex mutex;
    MoveLedger ledger;

    /// Without the lock: both are called with it.
    [[nodiscard]] TrashOutcome undo(std::int64_t batch, const ProgressCallback& progress,
                                    const std::stop_token& stop);
    [[nodiscard]] std::vector<TrashBatch> history() const;
};

Trash::Trash(std::unique_ptr<State> state)
    : m_state(std::move(state))
{}

Trash::~Trash() = default;

Result<std::unique_ptr<Trash>> Trash::open(const std::filesystem::path& journal,
                                           TrashSystem* system)
{
    auto ledger = MoveLedger::open(system != nullptr ? *system : realTrashSystem(),
                                   pathToBytes(std::filesystem::absolute(journal)));
    if (!ledger)
        return fail(ledger);
    std::unique_ptr<State> state(new State{{}, std::move(*ledger)});
    TrashRecovery(state->ledger).run();
    TrashRestorer restorer(state->ledger, {});
    TrashSidecars(state->ledger, restorer).recover();
    return std::unique_ptr<Trash>(new Trash(std::move(state)));
}

TrashOutcome Trash::run(std::span<const TrashTask> tasks,
                        std::span<const std::filesystem::path> protectedFolders,
                        const ProgressCallback& progress, std::stop_token stop)
{
    const std::lock_guard lock(m_state->mutex);
    TrashGuard guard(m_state->ledger.system(), tasks, protectedFolders, stop);
    TrashMover mover(m_state->ledger, guard);
    TrashRestorer restorer(m_state->ledger, {});
    TrashSidecars sidecars(m_state->ledger, restorer);
    TrashOutcome total = forEachVictim(
        tasks, progress, stop,
        [&](const TrashTask& task, const ExpectedFile& file, bool isCompanion) {
            const auto sidecar = sidecarFor(task, file, guard, mover, sidecars, isCompanion);
            if (!sidecar)
                return refused(file, sidecar.error());
            const TrashMover::Marks marks{*sidecar, false};
            FileOutcome outcome = isCompanion ? mover.moveCompanion(task, file, marks)
                                              : mover.move(task, file, marks);
            if (*sidecar > 0 && outcome.place == FilePlace::Trash)
                sidecars.noteNeeded(*sidecar);
            return outcome;
        },
        [](const FileOutcome& file) { return file.place == FilePlace::Trash; });
    sidecars.recover(mover.batch());
    total.sidecars = sidecars.outcomes();
    const MoveEntries& entries = m_state->ledger.entries();
    for (auto entry = entries.rbegin();
         entry != entries.rend() && entry->second.intent.batch == mover.batch(); ++entry)
        if (!isClosed(entry->second.state))
            total.batch = mover.batch();
    m_state->ledger.sync();
    return total;
}

TrashOutcome Trash::check(std::span<const TrashTask> tasks,
                          std::span<const std::filesystem::path> protectedFolders, CheckDepth depth,
                          std::stop_token stop)
{
    const std::lock_guard lock(m_state->mutex);
    TrashGuard guard(m_state->ledger.system(), tasks, protectedFolders, stop);
    TrashMover mover(m_state->ledger, guard);
    TrashRestorer restorer(m_state->ledger, {});
    TrashSidecars sidecars(m_state->ledger, restorer);
    TrashOutcome total = forEachVictim(
        tasks, {}, stop,
        [&](const TrashTask& task, const ExpectedFile& file, bool isCompanion) {
            FileOutcome outcome = mover.check(task, file, isCompanion ? CheckDepth::Stamps : depth);
            if (task.sidecar && !outcome.error)
                if (const auto checked = sidecars.check(task, guard); !checked)
                    outcome.error = sidecarError(file, checked.error());
            return outcome;
        },
        [](const FileOutcome& file) { return !file.error.has_value(); });
    total.sidecars = sidecars.outcomes();
    return total;
}

Result<TrashOutcome> Trash::undo(std::int64_t batch, const ProgressCallback& progress,
                                 std::stop_token stop)
{
    const std::lock_guard lock(m_state->mutex);
    const bool exists = std::ranges::any_of(m_state->ledger.entries(), [batch](const auto& entry) {
        return entry.second.intent.batch == batch;
    });
    if (!exists)
        return fail(ErrorCode::NotFound, "There is no such batch in the journal of moves"_msg);
    return m_state->undo(batch, progress, stop);
}

Result<TrashOutcome> Trash::undoLast(const ProgressCallback& progress, std::stop_token stop)
{
    const std::lock_guard lock(m_state->mutex);
    TrashOutcome total;
    for (const TrashBatch& batch : m_state->history()) {
        if (batch.undone())
            continue;
        TrashOutcome one = m_state->undo(batch.id, progress, stop);
        total.batch = one.batch;
        total.moved += one.moved;
        total.bytes += one.bytes;
        total.cancelled = one.cancelled;
        std::ranges::move(one.files, std::back_inserter(total.files));
        std::ranges::move(one.sidecars, std::back_inserter(total.sidecars));
        if (total.moved > 0 || total.cancelled)
            break;
    }
    if (total.batch == 0)
        return fail(ErrorCode::NotFound, "There is nothing to undo"_msg);
    return total;
}

TrashOutcome Trash::State::undo(std::int64_t batch, const ProgressCallback& progress,
                                const std::stop_token& stop)
{
    std::vector<std::int64_t> entries; // the last to go comes back first
    for (const auto& [number, entry] : std::views::reverse(ledger.entries()))
        if (entry.intent.batch == batch && !isClosed(entry.state))
            entries.push_back(number);
    TrashOutcome total;
    total.batch = batch;
    ProgressReporter reporter(progress);
    reporter.setStage(Stage::Reading, entries.size());
    TrashRestorer restorer(ledger, stop);
    TrashSidecars sidecars(ledger, restorer);
    for (const std::int64_t entry : entries) {
        if (stop.stop_requested()) {
            const MoveIntent& intent = ledger.entries().at(entry).intent;
            total.cancelled = true;
            if (intent.isWritten)
                continue;
            add(total,
                notReached(pathFromBytes(intent.origin), intent.stamp.size, FilePlace::Trash),
                false);
            continue;
        }
        if (ledger.entries().at(entry).intent.isWritten) {
            total.sidecars.push_back(sidecars.takeBack(entry));
            continue;
        }
        if (isClosed(ledger.entries().at(entry).state))
            continue; // an older sidecar that came back when the newer one went
        FileOutcome file = restorer.restore(entry);
        reporter.advance(file.origin, file.error.has_value(), file.bytes);
        const bool back = file.place == FilePlace::Origin;
        add(total, std::move(file), back);
    }
    reporter.finish();
    ledger.sync();
    return total;
}

std::vector<TrashBatch> Trash::history() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->history();
}

std::vector<TrashBatch> Trash::State::history() const
{
    std::map<std::int64_t, TrashBatch, std::greater<>> batches;
    for (const auto& [number, entry] : ledger.entries()) {
        if (entry.intent.isWritten || (entry.intent.isReplaced && isClosed(entry.state)))
            continue;
        if (!isInTrash(entry.state) && entry.state != RecordKind::Restored &&
            entry.state != RecordKind::Gone)
            continue;
        TrashBatch& batch = batches[entry.intent.batch];
        batch.id = entry.intent.batch;
        batch.at = entry.intent.at;
        ++batch.files;
        batch.bytes += entry.intent.stamp.size;
        batch.inTrash += isInTrash(entry.state) ? 1U : 0U;
        batch.gone += entry.state == RecordKind::Gone ? 1U : 0U;
    }
    std::vector<TrashBatch> list;
    for (const auto& [id, batch] : batches)
        list.push_back(batch);
    return list;
}

} // namespace lookalike
