// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/moves/move_ledger.h"
#include "core/files/transfer/file_carrier.h"
#include "core/files/transfer/transfer.h"
#include "core/files/transfer/transfer_recovery.h"
#include "core/files/trash/trash_finder.h"

#include <cstdint>
#include <stop_token>

namespace lookalike {

/// Takes back what transfers did. The ledger outlives it. Use it on one thread.
class TransferUndo {
public:
    TransferUndo(MoveLedger& ledger, std::stop_token stop);

    /// Brings a moved file back, or removes a copy.
    [[nodiscard]] TransferredFile takeBack(std::int64_t entry);

private:
    using Spot = TrashFinder::Spot;
    using Arrival = FileCarrier::Arrival;

    [[nodiscard]] Result<> tryTakeBack(std::int64_t entry, TransferredFile& outcome);
    [[nodiscard]] Result<> bringBack(std::int64_t entry, TransferredFile& outcome);
    [[nodiscard]] Result<> removeCopy(std::int64_t entry, TransferredFile& outcome);
    /// Opens the file of a spot as it is now.
    [[nodiscard]] Result<CheckedFile> openAt(const Spot& spot);
    [[nodiscard]] Result<> end(std::int64_t entry, FileCarrier::Outcome done,
                               TransferredFile& outcome);

    MoveLedger& m_ledger;
    TrashFinder m_finder;
    FileCarrier m_carrier;
    TransferRecovery m_recovery;
};

} // namespace lookalike
