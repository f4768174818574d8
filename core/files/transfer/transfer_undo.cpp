// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/transfer/transfer_undo.h"

#include "core/base/path_bytes.h"

#include <utility>

namespace lookalike {

namespace {

bool isFile(const TrashFinder::Spot& spot)
{
    return spot.info && spot.info->kind == NodeKind::File;
}

} // namespace

TransferUndo::TransferUndo(MoveLedger& ledger, std::stop_token stop)
    : m_ledger(ledger)
    , m_finder(ledger.system(), std::move(stop))
    , m_carrier(ledger.system(), m_finder.checker())
    , m_recovery(ledger, {})
{}

TransferredFile TransferUndo::takeBack(std::int64_t entry)
{
    const MoveIntent& intent = m_ledger.entries().at(entry).intent;
    TransferredFile outcome;
    outcome.origin = pathFromBytes(intent.origin);
    outcome.target = pathFromBytes(intent.target);
    outcome.bytes = intent.stamp.size;
    if (auto done = tryTakeBack(entry, outcome); !done)
        outcome.error = std::move(done).error();
    return outcome;
}

Result<> TransferUndo::tryTakeBack(std::int64_t entry, TransferredFile& outcome)
{
    // What a failure left half done is finished first.
    const auto isOpen = [&] {
        const RecordKind state = m_ledger.entries().at(entry).state;
        return state == RecordKind::Intent || state == RecordKind::UndoIntent;
    };
    if (isOpen())
        m_recovery.recover(entry);
    if (isOpen())
        return fail(ErrorCode::IoError, "Could not tell where the file is"_msg, outcome.origin);
    const MoveEntry& known = m_ledger.entries().at(entry);
    if (isClosed(known.state)) {
        outcome.isDone = true;
        return {};
    }
    return known.intent.isCopy ? removeCopy(entry, outcome) : bringBack(entry, outcome);
}

Result<CheckedFile> TransferUndo::openAt(const Spot& spot)
{
    return m_finder.checker().open({spot.path, spot.info->stamp, ContentHash()});
}

Result<> TransferUndo::end(std::int64_t entry, FileCarrier::Outcome done, TransferredFile& outcome)
{
    if (done.arrival == Arrival::Unknown) // stays announced: the next start looks
        return fail(std::move(*done.error));
    outcome.isDone = done.arrival == Arrival::Arrived;
    outcome.isBare = done.isBare;
    m_ledger.end(entry, outcome.isDone ? RecordKind::Restored : RecordKind::NotRestored);
    return done.error ? Result<>(fail(std::move(*done.error))) : Result<>();
}

Result<> TransferUndo::bringBack(std::int64_t entry, TransferredFile& outcome)
{
    const MoveIntent intent = m_ledger.entries().at(entry).intent;
    TrashFinder::Places places = m_finder.find(intent);
    Spot& origin = places.origin;
    Spot& target = places.trash;
    if (!places.known())
        return fail(target.unknown ? *target.unknown : *origin.unknown);
    if (places.atOrigin)
        return end(entry, {Arrival::Arrived, {}}, outcome);
    if (!target.folder.isOpen())
        return fail(ErrorCode::NotFound, "The folder that it went to is not there"_msg,
                    outcome.target);
    if (!places.inTrash && target.info)
        return fail(ErrorCode::Changed, "It has changed since, so it stays where it is"_msg,
                    outcome.target);
    if (!places.inTrash) {
        m_ledger.end(entry, RecordKind::Gone);
        return fail(ErrorCode::NotFound, "It is no longer where it went"_msg, outcome.target);
    }
    if (origin.info)
        return fail(ErrorCode::Conflict, "Another file has taken its place"_msg, outcome.origin);
    if (!origin.folder.isOpen())
        if (auto made = m_finder.makeFolders(origin); !made)
            return made;
    auto file = openAt(target);
    if (!file)
        return fail(file);
    if (auto announced = m_ledger.beginUndo(entry); !announced)
        return announced;
    return end(entry,
               m_carrier.move(*file, {origin.folder, origin.name, origin.path}, intent.draft),
               outcome);
}

Result<> TransferUndo::removeCopy(std::int64_t entry, TransferredFile& outcome)
{
    const MoveIntent intent = m_ledger.entries().at(entry).intent;
    const Spot origin = m_finder.look(intent.origin);
    const Spot target = m_finder.look(intent.target);
    if (origin.unknown || target.unknown)
        return fail(target.unknown ? *target.unknown : *origin.unknown);
    if (!target.folder.isOpen())
        return fail(ErrorCode::NotFound, "The folder that it went to is not there"_msg,
                    outcome.target);
    if (!target.info)
        return end(entry, {Arrival::Arrived, {}}, outcome);
    if (!m_finder.hasContentOf(target, intent))
        return fail(ErrorCode::Changed, "It has changed since, so it stays where it is"_msg,
                    outcome.target);
    auto file = openAt(target);
    if (!file)
        return fail(file);
    if (!isFile(origin) || origin.info->stamp.identity == target.info->stamp.identity ||
        m_recovery.areEqual(origin, target) != TransferRecovery::Is::Yes)
        return fail(ErrorCode::Conflict,
                    "Its original is not there as it was, so the copy stays"_msg, outcome.target);
    if (auto announced = m_ledger.beginUndo(entry); !announced)
        return announced;
    return end(entry, m_carrier.remove(*file, intent.draft), outcome);
}

} // namespace lookalike
