// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/moves/move_ledger.h"

#include <algorithm>
#include <utility>

namespace lookalike {

Result<MoveLedger> MoveLedger::open(TrashSystem& system, std::string journal, JournalUse use)
{
    MoveEntries entries;
    auto opened = MoveJournal::open(system, std::move(journal), use, entries);
    if (!opened)
        return fail(opened);
    return MoveLedger(system, std::move(*opened), std::move(entries));
}

MoveLedger::MoveLedger(TrashSystem& system, MoveJournal journal, MoveEntries entries)
    : m_system(&system)
    , m_journal(std::move(journal))
    , m_entries(std::move(entries))
{
    for (const auto& [number, entry] : m_entries) {
        m_lastEntry = number;
        m_lastBatch = std::max(m_lastBatch, entry.intent.batch);
    }
}

Result<std::int64_t> MoveLedger::begin(const MoveIntent& intent)
{
    const std::int64_t number = m_lastEntry + 1;
    m_lastEntry = number; // even where it fails: the line may have been written
    if (auto written =
            m_journal.append({RecordKind::Intent, number, intent, false}, RecordDurability::Synced);
        !written)
        return fail(written);
    m_entries.emplace(number, MoveEntry{RecordKind::Intent, intent, false});
    m_lastBatch = std::max(m_lastBatch, intent.batch);
    return number;
}

Result<> MoveLedger::beginUndo(std::int64_t entry)
{
    auto written =
        m_journal.append({RecordKind::UndoIntent, entry, {}, false}, RecordDurability::Synced);
    if (written)
        m_entries.at(entry).state = RecordKind::UndoIntent;
    return written;
}

void MoveLedger::end(std::int64_t entry, RecordKind state, bool linked)
{
    MoveEntry& known = m_entries.at(entry);
    known.state = state;
    if (state == RecordKind::Moved)
        known.linked = linked;
    static_cast<void>(m_journal.append({state, entry, {}, linked}, RecordDurability::Written));
}

void MoveLedger::sync()
{
    static_cast<void>(m_journal.sync());
}

} // namespace lookalike
