// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/trash/trash_finder.h"
#include "core/files/trash/trash_ledger.h"

#include <cstdint>

namespace lookalike {

/// Closes what a crash left open in the journal, by where each file is. The ledger outlives it. Use
/// it on one thread.
class TrashRecovery {
public:
    explicit TrashRecovery(TrashLedger& ledger);

    /// What cannot be looked at now, as on a device that is away, stays open.
    void run();

private:
    void recover(std::int64_t number, const TrashEntry& entry);
    void completeInfo(const TrashIntent& intent);

    TrashLedger& m_ledger;
    TrashFinder m_finder;
};

} // namespace lookalike
