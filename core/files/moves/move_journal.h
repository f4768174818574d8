// SPDX-License-Identifier: GPL-3.0-or-later
// A journal of moves as a file: appended to before and after every act, and nothing but appended
// to, except that a grown journal is rewritten when it is opened, without what no undo needs.
#pragma once

#include "core/base/result.h"
#include "core/files/moves/move_record.h"
#include "core/files/trash/trash_system.h"

#include <cstdint>
#include <string>

namespace lookalike {

/// Whether append() returns only when the record would survive a power cut.
enum class RecordDurability : std::uint8_t { Written, Synced };

/// Owns the file and its lock ("<path>.lock"). Use it on one thread at a time.
class MoveJournal {
public:
    /// Reads what is there into `entries`. Fails with Conflict where another process has it, and
    /// TooLarge over 256 MiB.
    [[nodiscard]] static Result<MoveJournal> open(TrashSystem& system, std::string path,
                                                  JournalUse use, MoveEntries& entries);

    /// An error means that the record may or may not be there after a crash: then what it
    /// announces must not be done. Later records are not harmed.
    [[nodiscard]] Result<> append(const JournalRecord& record, RecordDurability durability);
    /// Makes all that was appended durable.
    [[nodiscard]] Result<> sync();

private:
    MoveJournal(TrashSystem& system, std::string path, OpenNode lock);
    [[nodiscard]] Result<> reopen();
    [[nodiscard]] Result<std::vector<std::uint8_t>> readAll();
    [[nodiscard]] Result<> rewrite(const std::string& text);
    [[nodiscard]] tl::unexpected<Error> failed(const std::error_code& error,
                                               const Message& action) const;

    TrashSystem* m_system;
    std::string m_path;
    OpenNode m_lock;
    OpenNode m_file;
    std::uint64_t m_size = 0;
    bool m_endsInLine = false;
};

} // namespace lookalike
