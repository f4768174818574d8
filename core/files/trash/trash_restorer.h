// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/moves/move_ledger.h"
#include "core/files/trash/trash.h"
#include "core/files/trash/trash_finder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

namespace lookalike {

/// Brings files back from the trash. The ledger outlives it. Use it on one thread.
class TrashRestorer {
public:
    TrashRestorer(MoveLedger& ledger, std::stop_token stop);

    /// Puts one file back. The entry's outcome is written to the journal.
    [[nodiscard]] FileOutcome restore(std::int64_t entry);

private:
    using Spot = TrashFinder::Spot;
    using Places = TrashFinder::Places;

    [[nodiscard]] Result<> tryPutBack(std::int64_t number, FileOutcome& outcome);
    /// Says why the file is not in the trash, and notes it where that is for good.
    [[nodiscard]] Result<> explainAbsence(std::int64_t number, const Places& places,
                                          FileOutcome& outcome);
    [[nodiscard]] Result<> moveTo(Places& places, const MoveIntent& intent);
    [[nodiscard]] Result<> replaceLink(Places& places, const MoveIntent& intent);
    [[nodiscard]] Result<> replaceLinkInSteps(Places& places, const MoveIntent& intent);
    [[nodiscard]] Result<> restoreStamp(const OpenNode& file, const MoveIntent& intent,
                                        const std::filesystem::path& path);

    MoveLedger& m_ledger;
    TrashSystem& m_system;
    TrashFinder m_finder;
};

} // namespace lookalike
