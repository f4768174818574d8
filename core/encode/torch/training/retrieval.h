// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace lookalike::training {

/// Mean average precision of leave-one-out retrieval by cosine: every row in turn is the query, a
/// hit is a row of the same label. Rows whose label occurs once are no queries. `embeddings` n x
/// dim, any norm; `labels` int64 [n]. 0 where there is no query.
[[nodiscard]] double meanAveragePrecision(const torch::Tensor& embeddings,
                                          const torch::Tensor& labels);

} // namespace lookalike::training
