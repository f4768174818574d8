// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/retrieval.h"

#include <limits>

namespace lookalike::training {

double meanAveragePrecision(const torch::Tensor& embeddings, const torch::Tensor& labels)
{
    namespace fn = torch::nn::functional;
    const std::int64_t n = embeddings.size(0);
    const auto unit = fn::normalize(embeddings, fn::NormalizeFuncOptions().dim(1));
    auto similarity = torch::matmul(unit, unit.t());
    similarity.fill_diagonal_(-std::numeric_limits<double>::infinity());
    const auto order = similarity.argsort(1, /*descending=*/true).slice(1, 0, n - 1);
    const auto isHit = labels.index({order}).eq(labels.unsqueeze(1)).to(torch::kFloat32);
    const auto rank = torch::arange(1, n, isHit.options());
    const auto hits = isHit.sum(1);
    const auto precision = (isHit.cumsum(1) / rank * isHit).sum(1);
    const auto isQuery = hits.gt(0);
    if (!isQuery.any().item<bool>())
        return 0;
    return (precision.masked_select(isQuery) / hits.masked_select(isQuery)).mean().item<double>();
}

} // namespace lookalike::training
