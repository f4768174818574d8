// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace lookalike {

enum class TransferKind : std::uint8_t { Move, Copy };

/// What became of one file. After an undo the two places mean the same as before it.
struct TransferredFile {
    std::filesystem::path origin;
    std::filesystem::path target; ///< empty if it never was there
    std::uint64_t bytes = 0;
    bool isDone = false;        ///< it is where it was asked to be
    bool isCompanion = false;   ///< of the photo before it
    std::optional<Error> error; ///< why not
    /// It has lost tags or access rights, which its new file system does not hold.
    bool isBare = false;
};

struct TransferOutcome {
    TransferKind kind = TransferKind::Move;
    std::vector<TransferredFile> files; ///< every file that was asked for, in order
    std::uint64_t photos = 0;           ///< that are where they were asked to be
    std::uint64_t companions = 0;       ///< likewise
    std::uint64_t bare = 0;             ///< of both: files that have lost tags or access rights
    std::uint64_t bytes = 0;            ///< of both
    std::int64_t batch = 0;             ///< what undo() takes; 0 where nothing was done
    bool cancelled = false;             ///< the files not reached carry ErrorCode::Cancelled
};

/// One earlier transfer.
struct TransferBatch {
    std::int64_t id = 0;
    std::int64_t at = 0; ///< seconds since 1970
    TransferKind kind = TransferKind::Move;
    std::filesystem::path folder; ///< that the files went to
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::uint64_t left = 0; ///< files that can still be taken back
};

} // namespace lookalike
