// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace lookalike {

/// One earlier move to the trash.
struct TrashBatch {
    std::int64_t id = 0;
    std::int64_t at = 0;       ///< seconds since 1970
    std::uint64_t files = 0;   ///< moved by it
    std::uint64_t bytes = 0;   ///< of these
    std::uint64_t inTrash = 0; ///< of these, not taken back yet
    std::uint64_t gone = 0;    ///< of these, found by an undo to be no longer in the trash
    /// Nothing of it is left to be taken back.
    [[nodiscard]] bool undone() const noexcept { return inTrash == 0; }
};

} // namespace lookalike
