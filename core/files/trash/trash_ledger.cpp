// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/trash_ledger.h"

#include <algorithm>
#include <utility>

namespace lookalike {

Result<TrashLedger> TrashLedger::open(TrashSystem& system, std::string journal)
{
    TrashEntries entries;
    auto opened = TrashJournal::open(system, std::move(journal), entries);
    if (!opened)
        return fail(opened);
    return TrashLedger(system, std::move(*opened), std::move(entries));
}

TrashLedger::TrashLedger(TrashSystem& system, TrashJournal journal, TrashEntries entries)
    : m_system(&system)
    , m_journal(std::move(journal))
    , m_entries(std::move(entries))
{
    for (const auto& [number, entry] : m_entries) {
        m_lastEntry = number;
        m_lastBatch = std::max(m_lastBatch, entry.intent.batch);
    }
}

Result<std::int64_t> TrashLedger::begin(const TrashIntent& intent)
{
    const std::int64_t number = m_lastEntry + 1;
    m_lastEntry = number; // even where it fails: the line may have been written
    if (auto written =
            m_journal.append({RecordKind::Intent, number, intent, false}, RecordDurability::Synced);
        !written)
        return fail(written);
    m_entries.emplace(number, TrashEntry{RecordKind::Intent, intent, false});
    m_lastBatch = std::max(m_lastBatch, intent.batch);
    return number;
}

Result<> TrashLedger::beginUndo(std::int64_t entry)
{
    auto written =
        m_journal.append({RecordKind::UndoIntent, entry, {}, false}, RecordDurability::Synced);
    if (written)
        m_entries.at(entry).state = RecordKind::UndoIntent;
    return written;
}

void TrashLedger::end(std::int64_t entry, RecordKind state, bool linked)
{
    TrashEntry& known = m_entries.at(entry);
    known.state = state;
    if (state == RecordKind::Moved)
        known.linked = linked;
    static_cast<void>(m_journal.append({state, entry, {}, linked}, RecordDurability::Written));
}

void TrashLedger::sync()
{
    static_cast<void>(m_journal.sync());
}

} // namespace lookalike
