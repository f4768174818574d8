// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/message.h"

#include <torch/nn/module.h>

namespace lookalike {

/// Works around wrong convolutions of oneDNN: version 3.7.2, as built by Debian 13, silently
/// computes wrong sums on CPUs with AVX-512 if the number of channels is not a multiple of 16.
///
/// Compares every shape of convolution in `model` that leaves registers half full, for one picture
/// and several, in both memory formats, with double precision, which oneDNN does not handle. If one
/// is wrong, disables oneDNN for the rest of the process and returns a sentence for the user;
/// otherwise returns an empty message. The model must have float32 weights on the CPU. Throws what
/// LibTorch throws.
[[nodiscard]] Message avoidWrongConvolutions(torch::nn::Module& model);

} // namespace lookalike
