// SPDX-License-Identifier: GPL-3.0-or-later
// Moves single files into the trash, each step journalled and checked by looking.
#pragma once

#include "core/files/moves/move_ledger.h"
#include "core/files/trash/trash_guard.h"
#include "core/files/trash/trash_place.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lookalike {

/// For one run; ledger and guard outlive it. Use it on one thread.
class TrashMover {
public:
    TrashMover(MoveLedger& ledger, TrashGuard& guard);

    /// What the journal says of a move beside where from and to.
    struct Marks {
        std::int64_t mergedInto = 0;
        bool isReplaced = false;
    };
    [[nodiscard]] FileOutcome move(const TrashTask& task, const ExpectedFile& victim, Marks marks);
    /// The same for a file about the task's victims, whatever it holds.
    [[nodiscard]] FileOutcome moveCompanion(const TrashTask& task, ExpectedFile companion,
                                            Marks marks);
    /// What move() would be refused for; `place` stays Origin.
    [[nodiscard]] FileOutcome check(const TrashTask& task, const ExpectedFile& victim,
                                    CheckDepth depth);
    [[nodiscard]] std::int64_t batch() const noexcept { return m_batch; }

private:
    struct Known {
        FileIdentity folderDevice; ///< device and mount
        TrashPlace place;
    };
    struct Step; ///< one attempt at one file

    [[nodiscard]] Result<> tryMove(const TrashTask& task, const ExpectedFile& victim,
                                   FileOutcome& outcome);
    [[nodiscard]] Result<const TrashPlace*> placeFor(const CheckedFile& victim);
    [[nodiscard]] Result<std::string> freeName(const TrashPlace& place, const CheckedFile& victim,
                                               int& attempt);
    [[nodiscard]] Result<> writeInfo(Step& step);
    [[nodiscard]] Result<> act(Step& step);
    [[nodiscard]] Result<> settle(Step& step, const std::error_code& renamed);
    [[nodiscard]] Result<> linkInto(Step& step);
    [[nodiscard]] Result<> moveBack(Step& step, Error why);
    void abandon(const Step& step);
    [[nodiscard]] bool isThere(const std::filesystem::path& path);

    MoveLedger& m_ledger;
    TrashSystem& m_system;
    TrashGuard& m_guard;
    const std::int64_t m_batch;
    Marks m_marks; ///< of the move in hand
    std::vector<Known> m_places;
};

} // namespace lookalike
