// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/files/transfer/transfer.h"
#include "core/library/photo_transfers.h"

#include <vector>

namespace lookalike {

/// A request as tasks for Transfer, and the photos that there is no task for, with the reasons.
struct TransferPlan {
    std::vector<TransferTask> tasks;
    std::vector<TransferredFile> refused;
};

/// Fails like the reader does.
[[nodiscard]] Result<TransferPlan> planTransfer(const TransferRequest& request,
                                                CatalogReader& reader);

/// The root that a file at `path` belongs to; none where it is in no root or left out of it. By
/// name, as the catalog has it.
[[nodiscard]] const FolderRow* rootOf(const std::vector<FolderRow>& roots,
                                      const std::filesystem::path& path);

} // namespace lookalike
