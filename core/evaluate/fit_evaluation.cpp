// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/fit_evaluation.h"

#include "core/fit/label_ridge.h"
#include "core/fit/vectors.h"

#include <vector>

namespace lookalike {

namespace {

/// Any seed will do: the verdict is the same each time.
constexpr std::uint64_t kGateSeed = 1;

} // namespace

Result<FitEvaluation> evaluateFit(const LabelledRows& taught, std::span<const int> labels,
                                  std::size_t k, std::span<const float> embeddings, int dim,
                                  const std::stop_token& stop)
{
    const LabelledRows rows = taught.merged();
    TaskPool pool;
    auto verdict = judgeFit(rows, kGateSeed, pool, stop);
    if (!verdict)
        return fail(verdict);
    const LabelFit fit = fitToLabels(rows, pool, stop);
    const auto width = static_cast<std::size_t>(dim);
    const auto rowOf = [&](std::size_t i) { return embeddings.subspan(i * width, width); };
    FitEvaluation evaluation{std::move(*verdict), {}};
    evaluation.metrics = measureRetrieval(labels, k, [&](std::size_t query, std::span<float> out) {
        const auto fitted = fit.apply(rowOf(query));
        const float* const vector = fitted ? fitted->vector.data() : rowOf(query).data();
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = dotOf(rowOf(i), vector);
    });
    return evaluation;
}

} // namespace lookalike
