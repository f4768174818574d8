// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluate/retrieval_metrics.h"
#include "core/fit/fit_gate.h"
#include "core/fit/labelled_rows.h"

namespace lookalike {

/// What a fit made of some labelled photos does for others.
struct FitEvaluation {
    FitVerdict verdict;       ///< whether a library would use it
    RetrievalMetrics metrics; ///< with the fit, also where a library would not use it
};

/// Fits to `taught` and measures as measureRetrieval() does, `embeddings` being rows of `dim`
/// floats. Fails with Cancelled.
[[nodiscard]] Result<FitEvaluation> evaluateFit(const LabelledRows& taught,
                                                std::span<const int> labels, std::size_t k,
                                                std::span<const float> embeddings, int dim,
                                                const std::stop_token& stop);

} // namespace lookalike
