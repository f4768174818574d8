// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/message.h"

#include <torch/nn/module.h>

namespace lookalike {

/// Compares every shape of convolution in `model` that leaves registers half full, for one picture
/// and several, in both memory formats, with the same in double precision, which oneDNN has no part
/// in. Where one is wrong, LibTorch's own code computes for the rest of the process, and the answer
/// is a sentence for the user; empty otherwise. The model has float32 weights on the CPU.
/// Throws what LibTorch throws.
///
/// Why: oneDNN 3.7.2 as Debian 13 builds it gives wrong sums on CPUs with AVX-512 for numbers of
/// channels that are not multiples of 16, and nothing says so.
[[nodiscard]] Message avoidWrongConvolutions(torch::nn::Module& model);

} // namespace lookalike
