// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/moves/move_ledger.h"
#include "core/files/trash/trash_finder.h"

#include <cstdint>

namespace lookalike {

/// Closes what a crash left open in the journal, by where each file is. The ledger outlives it. Use
/// it on one thread.
class TrashRecovery {
public:
    explicit TrashRecovery(MoveLedger& ledger);

    /// What cannot be looked at now, as on a device that is away, stays open.
    void run();

private:
    void recover(std::int64_t number, const MoveEntry& entry);
    void completeInfo(const MoveIntent& intent);

    MoveLedger& m_ledger;
    TrashFinder m_finder;
};

} // namespace lookalike
