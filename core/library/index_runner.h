// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/pause_gate.h"
#include "core/base/progress.h"
#include "core/library/daily_backups.h"
#include "core/library/space_manager.h"
#include "core/watch/changed_folders.h"

#include <atomic>
#include <stop_token>

namespace lookalike {

/// Runs of indexing, one at a time: the space before, the backup meanwhile, the switch to the new
/// model afterwards. Any thread.
class IndexRunner {
public:
    /// All outlive this object.
    IndexRunner(const LibraryParts& parts, Engines& engines, SpaceManager& spaces,
                DailyBackups& backups);

    /// As PhotoLibrary::index(), or indexChanges() unless `changes` is null.
    [[nodiscard]] Result<IndexingSummary> run(const ChangedFolders* changes,
                                              const ProgressCallback& progress,
                                              const std::stop_token& stop, PauseGate* pause);

private:
    [[nodiscard]] Result<IndexingSummary> runOnce(const ChangedFolders* changes,
                                                  const ProgressCallback& progress,
                                                  const std::stop_token& stop, PauseGate* pause);

    const LibraryParts m_parts;
    Engines& m_engines;
    SpaceManager& m_spaces;
    DailyBackups& m_backups;
    std::atomic<bool> m_running{false};
};

} // namespace lookalike
