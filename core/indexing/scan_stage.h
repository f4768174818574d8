// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/catalog/catalog.h"
#include "core/indexing/indexing_summary.h"
#include "core/indexing/scanner.h"
#include "core/watch/changed_folders.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Scans every root, or only what `changes` names of them, and updates the catalog's rows.
/// A root that is offline, or was, is scanned as a whole if something changed in it. Fills `found`,
/// `missing`, `offline` and `problems` of the summary, counts in `added` what came back, and
/// returns the roots that are online, with the volumes they were found on. Fails with Cancelled, or
/// if the catalog cannot be read or written.
[[nodiscard]] Result<std::vector<FolderRow>>
scanFolders(Catalog& catalog, const FileFilter& ignore, const ChangedFolders* changes,
            ProgressReporter& progress, const std::stop_token& stop, IndexingSummary& summary);

} // namespace lookalike
