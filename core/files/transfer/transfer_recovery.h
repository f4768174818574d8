// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/moves/move_ledger.h"
#include "core/files/transfer/file_carrier.h"
#include "core/files/trash/trash_finder.h"

#include <cstdint>
#include <stop_token>

namespace lookalike {

/// Closes what a crash or a failure left open in the journal of transfers, by where each file is.
/// The ledger outlives it. Use it on one thread.
class TransferRecovery {
public:
    TransferRecovery(MoveLedger& ledger, std::stop_token stop);

    /// What cannot be looked at now, as on a device that is away, stays open.
    void run();
    void recover(std::int64_t entry);

    using Spot = TrashFinder::Spot;
    enum class Is : std::uint8_t { No, Yes, Unknown };
    /// Whether both are files with the same bytes.
    [[nodiscard]] Is areEqual(const Spot& one, const Spot& other);

private:
    using Arrival = FileCarrier::Arrival;

    /// Of a move from one place to the other: forward, or back.
    struct Leg {
        Spot from;
        Spot to;
        Spot aside; ///< the original under its last name, beside `from`
        Spot draft; ///< the copy while it gets ready, beside `to`
        [[nodiscard]] bool known() const
        {
            return !from.unknown && !to.unknown && !aside.unknown && !draft.unknown;
        }
    };
    [[nodiscard]] Leg legOf(const MoveIntent& intent, bool isBack);
    /// What became of the leg, after what was left half done is done.
    [[nodiscard]] Arrival settleMove(const MoveIntent& intent, Leg& leg);
    [[nodiscard]] Arrival settleCopy(const MoveIntent& intent, Leg& leg);
    [[nodiscard]] Arrival settleRemoval(const MoveIntent& intent, Leg& leg);
    /// Gives the original its name back; false where that cannot be done.
    [[nodiscard]] bool takeNameBack(Leg& leg);
    /// Whether the file there is the one of the intent, by identity or else by content.
    [[nodiscard]] Is holds(const Spot& spot, const MoveIntent& intent);
    [[nodiscard]] Result<ContentHash> contentOf(const Spot& spot, HashKind kind);
    /// Removes a spot's name whose file was verified to be elsewhere. Returns true if the name no
    /// longer exists.
    [[nodiscard]] bool drop(Spot& spot);
    /// Removes a draft that is a beginning of the file; false where that cannot be done now.
    [[nodiscard]] bool dropDraft(const Spot& whole, Spot& draft);
    [[nodiscard]] Is isBeginning(const Spot& part, const Spot& whole);

    MoveLedger& m_ledger;
    TrashSystem& m_system;
    TrashFinder m_finder;
    FileCarrier m_carrier;
};

} // namespace lookalike
