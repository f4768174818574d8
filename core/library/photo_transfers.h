// SPDX-License-Identifier: GPL-3.0-or-later
// Moving and copying photos of the library to a folder.
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/files/transfer/transfer_outcome.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace lookalike {

/// What the user asks for.
struct TransferRequest {
    TransferKind kind = TransferKind::Move;
    /// Everything that belongs to a photo goes with it: a raw file and its picture, the video of a
    /// Live Photo, sidecars. A sidecar that another photo there needs, too, is copied but not
    /// moved.
    std::vector<FileId> photos;
    std::vector<std::filesystem::path> paths; ///< of photos of the library, beside those
    std::filesystem::path folder;             ///< exists
};

/// What a request would do, from the catalog alone.
struct TransferPreview {
    std::uint64_t photos = 0;
    std::uint64_t companions = 0;
    std::uint64_t bytes = 0; ///< of both
    /// The folder is in none of the library, or left out of it: moved photos are no longer found.
    bool leavesLibrary = false;
    std::uint64_t isProtected = 0; ///< photos that are not moved, as their folder is protected
};

/// Owned by the library. Any thread; one change at a time, others wait. Fails like the catalog
/// does, PermissionDenied for a library that is read-only, and as Transfer::open() does.
class PhotoTransfers {
public:
    virtual ~PhotoTransfers() = default;

    [[nodiscard]] virtual Result<TransferPreview> preview(const TransferRequest& request) = 0;
    /// As Transfer::run(). The catalog follows at once: a moved photo is found in its new place
    /// without being read again, and a copy, too.
    [[nodiscard]] virtual Result<TransferOutcome>
    run(const TransferRequest& request, const ProgressCallback& progress, std::stop_token stop) = 0;
    /// Takes back the batch named, or else the newest of which anything is left. NotFound where
    /// there is none.
    [[nodiscard]] virtual Result<TransferOutcome> undo(std::optional<std::int64_t> batch,
                                                       const ProgressCallback& progress,
                                                       std::stop_token stop) = 0;
    /// Newest first.
    [[nodiscard]] virtual Result<std::vector<TransferBatch>> history(std::size_t limit) = 0;
};

} // namespace lookalike
