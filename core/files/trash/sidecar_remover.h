// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/checked_file.h"
#include "core/files/moves/move_ledger.h"
#include "core/files/trash/trash_restorer.h"

#include <cstdint>
#include <string>

namespace lookalike {

/// Removes sidecars that the program wrote, as long as they are what it wrote, and puts the
/// versions back that they replaced. Ledger and restorer outlive it. One thread.
class SidecarRemover {
public:
    SidecarRemover(MoveLedger& ledger, TrashRestorer& restorer);

    /// Removes the sidecar of an entry whose MoveIntent::isWritten is set, and closes the entry
    /// unless the place cannot be looked at now. Fails with Changed where another program wrote
    /// into it: then it stays.
    [[nodiscard]] Result<> remove(std::int64_t entry);
    /// Returns whether a name leads to what the intent wrote.
    [[nodiscard]] Result<bool> isOurs(const OpenNode& folder, const std::string& name,
                                      const MoveIntent& intent);

private:
    [[nodiscard]] Result<> removeFrom(const OpenNode& folder, std::int64_t entry);
    [[nodiscard]] Result<> removeDraft(const OpenNode& folder, const MoveIntent& intent,
                                       bool mayBePart);
    /// The entry of the older version in the trash; 0 where there is none.
    [[nodiscard]] std::int64_t olderOf(std::int64_t written) const;
    [[nodiscard]] bool isInTrash(std::int64_t entry);

    MoveLedger& m_ledger;
    TrashSystem& m_system;
    TrashRestorer& m_restorer;
    FileChecker m_checker;
};

} // namespace lookalike
