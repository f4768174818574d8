// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace lookalike::training {

/// Returns the mean average precision of leave-one-out retrieval by cosine: each row in turn is the
/// query, and a hit is a row with the same label. Rows whose label is unique are not used as
/// queries. `embeddings` is n x dim with any norm, `labels` int64 [n]. Returns 0 without queries.
[[nodiscard]] double meanAveragePrecision(const torch::Tensor& embeddings,
                                          const torch::Tensor& labels);

} // namespace lookalike::training
