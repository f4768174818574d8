// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace lookalike::training {

/// The index of the first of the photos (uint8 n x side x side x 3) that each one is nearly the
/// same as: two are where their thumbnails differ in nearly the same way from the mean one, as in a
/// burst, and all of a chain are. No model is asked: it would find alike what it is to tell apart.
[[nodiscard]] std::vector<std::int64_t> nearCopies(const torch::Tensor& photos);

} // namespace lookalike::training
