// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/pause_gate.h"
#include "core/base/progress.h"
#include "core/duplicates/candidates/duplicate_candidates.h"
#include "core/duplicates/review/duplicate_assembly.h"
#include "core/duplicates/review/duplicate_review.h"
#include "core/duplicates/review/pair_judge.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <stop_token>
#include <unordered_set>
#include <utility>
#include <vector>

namespace lookalike {

/// One run of verification: finds candidates, verifies those that no earlier run has looked at, on
/// every core, and writes what it finds to the catalog as it goes. Everything it is given outlives
/// it.
class DuplicateScan {
public:
    struct Parts {
        Catalog& catalog;
        const Decoder& decoder;
        EmbeddingSource* embeddings = nullptr; ///< null: nothing is embedded yet
        int dim = 0;
        const EmbeddingIndex* index = nullptr; ///< of the same embeddings; null: does without
        const DuplicateScope& scope;
        const AssemblyRules& rules;
        const std::function<void()>& found;
        CrashGuard* crashGuard = nullptr;
    };
    DuplicateScan(const Parts& parts, const ProgressCallback& progress, std::stop_token stop,
                  PauseGate* pause);

    [[nodiscard]] Result<DuplicateScanSummary> run();

private:
    using Known = std::vector<std::pair<ContentId, ContentId>>;

    [[nodiscard]] Result<Known> knownPairs() const;
    [[nodiscard]] Result<> verifyAll(const std::vector<CandidatePair>& pairs);
    [[nodiscard]] Result<> work(const std::vector<CandidatePair>& pairs,
                                std::atomic<std::size_t>& next);
    [[nodiscard]] Result<> verifyOne(const CandidatePair& pair, CatalogReader& reader);
    /// Contents that an older version read have no facts in the catalog yet.
    void noteFacts(ContentId content, const PictureFacts& facts);
    void noteFailure(const CandidatePair& pair, const Error& error, CatalogReader& reader);
    [[nodiscard]] Result<> take(RelationRow row);
    [[nodiscard]] Result<> flush();

    const Parts m_parts;
    ProgressReporter m_progress;
    const std::stop_token m_stop;
    PauseGate* const m_pause;
    PairJudge m_judge;
    std::mutex m_mutex; ///< guards what follows
    std::vector<RelationRow> m_rows;
    std::vector<std::pair<ContentId, PictureFacts>> m_facts; ///< to be written with the rows
    std::unordered_set<ContentId> m_noted;
    ProgressReporter::Clock::time_point m_flushed;
    DuplicateScanSummary m_summary;
};

} // namespace lookalike
