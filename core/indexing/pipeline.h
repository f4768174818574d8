// SPDX-License-Identifier: GPL-3.0-or-later
// The indexing pipeline: scan, read, encode, store, publish. Memory does not grow with the library,
// and a crash loses at most the current batch.
#pragma once

#include "core/base/pause_gate.h"
#include "core/base/progress.h"
#include "core/catalog/catalog.h"
#include "core/encode/encoder.h"
#include "core/image/decoder.h"
#include "core/indexing/crash_guard.h"
#include "core/indexing/indexing_summary.h"
#include "core/indexing/scanner.h"
#include "core/watch/changed_folders.h"

#include <functional>
#include <stop_token>

namespace lookalike {

/// The dependencies of a run. All of them must outlive it.
struct PipelineParts {
    Catalog& catalog;
    const Decoder& decoder;
    const Encoder& encoder;
    SpaceId space; ///< the encoder's space in the catalog
    /// Selects files to ignore by identity: those of the catalog and derived ones.
    FileFilter ignore;
    /// Makes stored photos visible to searches. Called on the thread of runIndexing() every few
    /// seconds and at the end.
    std::function<Result<>()> publish;
    std::size_t threads = 0;  ///< workers; 0: one per core
    bool isUnhurried = false; ///< nobody waits for it: the workers step back for other programs
    CrashGuard* crashGuard = nullptr;
    const ChangedFolders* changes = nullptr; ///< null: everything is scanned
};

/// Scans all roots of the catalog, or only what changed, then reads every file that is pending or
/// whose content has no embedding in the space. Never decodes content that has one. A stop request
/// ends the run within the time of one photo; everything finished by then is stored. Fails only if
/// the catalog or the encoder fails.
[[nodiscard]] Result<IndexingSummary> runIndexing(const PipelineParts& parts,
                                                  const ProgressCallback& progress,
                                                  const std::stop_token& stop,
                                                  PauseGate* pause = nullptr);

} // namespace lookalike
