// SPDX-License-Identifier: GPL-3.0-or-later
// Sidecars that are written beside a photo that stays, before its copies go, and taken away again
// when these come back. Journalled as the moves are: an entry whose MoveIntent::isWritten is set.
#pragma once

#include "core/files/moves/move_ledger.h"
#include "core/files/trash/sidecar_remover.h"
#include "core/files/trash/trash.h"
#include "core/files/trash/trash_mover.h"
#include "core/files/trash/trash_restorer.h"

#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// For one run, one undo or one start; ledger and restorer outlive it. Use it on one thread.
class TrashSidecars {
public:
    TrashSidecars(MoveLedger& ledger, TrashRestorer& restorer);

    /// Writes what the task asks for, the first time that a task with it comes, and gives the
    /// entry; fails each time with what failed the first time. An older version goes to the trash
    /// by `mover`. `guard` has just approved a victim of the task.
    [[nodiscard]] Result<std::int64_t> write(const TrashTask& task, TrashGuard& guard,
                                             TrashMover& mover);
    /// Whether write() could be tried; nothing is changed.
    [[nodiscard]] Result<> check(const TrashTask& task, TrashGuard& guard);
    /// A photo went whose metadata the sidecar of the entry holds: it is there to stay.
    void noteNeeded(std::int64_t entry);

    /// Takes away those sidecars of a batch, or of all batches, that no photo needs: none of their
    /// photos went, or all of them are back. Puts older versions back that have no successor.
    void recover(std::optional<std::int64_t> batch = {});
    /// What undo does about one. It stays where a photo of it stays in the trash, and where it is
    /// no longer what was written.
    [[nodiscard]] SidecarOutcome takeBack(std::int64_t entry);

    /// Of all that write() and check() were asked for.
    [[nodiscard]] std::vector<SidecarOutcome> outcomes() const;

private:
    struct Asked {
        SidecarOutcome outcome;
        std::int64_t entry = 0;
        std::int64_t replaced = 0; ///< the entry of the older version, if there is one
    };
    enum class Need : std::uint8_t { Unknown, Photos, None };

    [[nodiscard]] Result<> tryWrite(const TrashTask& task, TrashGuard& guard, TrashMover& mover,
                                    Asked& asked);
    [[nodiscard]] Result<> writeDraft(const OpenNode& folder, const std::string& name,
                                      const SidecarWrite& wanted, std::uint32_t mode);
    [[nodiscard]] Need needOf(std::int64_t entry) const;
    [[nodiscard]] bool hasSuccessor(std::int64_t older) const;

    MoveLedger& m_ledger;
    TrashSystem& m_system;
    TrashRestorer& m_restorer;
    SidecarRemover m_remover;
    std::map<const SidecarWrite*, Asked> m_asked;
};

} // namespace lookalike
