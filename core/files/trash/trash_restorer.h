// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/trash/trash.h"
#include "core/files/trash/trash_finder.h"
#include "core/files/trash/trash_ledger.h"

#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

namespace lookalike {

/// Brings files back from the trash. The ledger outlives it. Use it on one thread.
class TrashRestorer {
public:
    TrashRestorer(TrashLedger& ledger, std::stop_token stop);

    /// Puts one file back. The entry's outcome is written to the journal.
    [[nodiscard]] FileOutcome restore(std::int64_t entry);

private:
    using Spot = TrashFinder::Spot;
    using Places = TrashFinder::Places;

    [[nodiscard]] Result<> tryPutBack(std::int64_t number, FileOutcome& outcome);
    /// Says why the file is not in the trash, and notes it where that is for good.
    [[nodiscard]] Result<> explainAbsence(std::int64_t number, const Places& places,
                                          FileOutcome& outcome);
    [[nodiscard]] Result<> moveTo(Places& places, const TrashIntent& intent);
    [[nodiscard]] Result<> replaceLink(Places& places, const TrashIntent& intent);
    [[nodiscard]] Result<> replaceLinkInSteps(Places& places, const TrashIntent& intent);
    [[nodiscard]] Result<> restoreStamp(const OpenNode& file, const TrashIntent& intent,
                                        const std::filesystem::path& path);
    [[nodiscard]] Result<> makeFolders(Spot& spot);
    /// Opens `path`, or the lowest folder above it that exists; cuts `path` to what it opened.
    [[nodiscard]] SystemResult<TrashSystem::Handle> openNearest(std::string& path);

    TrashLedger& m_ledger;
    TrashSystem& m_system;
    TrashFinder m_finder;
};

} // namespace lookalike
