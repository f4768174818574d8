// SPDX-License-Identifier: GPL-3.0-or-later
// The journal and what it says, kept in step.
#pragma once

#include "core/files/moves/move_journal.h"
#include "core/files/moves/move_record.h"
#include "core/files/trash/trash_system.h"

#include <cstdint>
#include <string>

namespace lookalike {

/// Use it on one thread at a time.
class MoveLedger {
public:
    [[nodiscard]] static Result<MoveLedger> open(TrashSystem& system, std::string journal,
                                                 JournalUse use = JournalUse::Trash);

    /// Writes an intent durably; returns its number. On an error nothing may be done.
    [[nodiscard]] Result<std::int64_t> begin(const MoveIntent& intent);
    /// Announces durably that an entry is to be put back. On an error nothing may be done.
    [[nodiscard]] Result<> beginUndo(std::int64_t entry);
    /// Writes how it ended. Where that fails, the next start finds out by looking.
    void end(std::int64_t entry, RecordKind state, bool linked = false);
    /// Makes the ends durable, too; not needed for safety.
    void sync();

    [[nodiscard]] const MoveEntries& entries() const noexcept { return m_entries; }
    [[nodiscard]] std::int64_t nextBatch() const noexcept { return m_lastBatch + 1; }
    [[nodiscard]] TrashSystem& system() const noexcept { return *m_system; }

private:
    MoveLedger(TrashSystem& system, MoveJournal journal, MoveEntries entries);

    TrashSystem* m_system;
    MoveJournal m_journal;
    MoveEntries m_entries;
    std::int64_t m_lastEntry = 0;
    std::int64_t m_lastBatch = 0;
};

} // namespace lookalike
