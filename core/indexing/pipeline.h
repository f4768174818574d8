// SPDX-License-Identifier: GPL-3.0-or-later
// Scan, read, encode, store, publish. Memory does not grow with the library; a kill at any instant
// loses at most the batch in flight.
#pragma once

#include "core/base/pause_gate.h"
#include "core/base/progress.h"
#include "core/catalog/catalog.h"
#include "core/encode/encoder.h"
#include "core/image/decoder.h"
#include "core/indexing/crash_guard.h"
#include "core/indexing/indexing_summary.h"
#include "core/indexing/scanner.h"

#include <functional>
#include <stop_token>

namespace lookalike {

/// What a run works with; all of it outlives the run.
struct PipelineParts {
    Catalog& catalog;
    const Decoder& decoder;
    const Encoder& encoder;
    SpaceId space; ///< the encoder's space in the catalog
    /// Files to leave alone, by identity: the catalog's own and what is derived from it.
    FileFilter ignore;
    /// Makes what is stored visible to searches. Called on the thread of runIndexing() every few
    /// seconds and at the end.
    std::function<Result<>()> publish;
    std::size_t threads = 0; ///< workers; 0: one a core
    CrashGuard* crashGuard = nullptr;
};

/// Scans all roots of the catalog, then reads every file that is pending or whose content has no
/// embedding in the space. Content that has one is never decoded again. A stop request ends the
/// run within the time that one photo takes; what is finished by then is stored. Fails only where
/// the catalog or the encoder does.
[[nodiscard]] Result<IndexingSummary> runIndexing(const PipelineParts& parts,
                                                  const ProgressCallback& progress,
                                                  const std::stop_token& stop,
                                                  PauseGate* pause = nullptr);

} // namespace lookalike
