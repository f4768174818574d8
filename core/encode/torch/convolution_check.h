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
/// Compares every shape of convolution in `model` that leaves registers half full, for one picture
/// and several, in both memory formats, with double precision, which oneDNN does not handle. If one
/// is wrong, disables oneDNN for the rest of the process and returns a sentence for the user;
/// otherwise returns an empty text. The model must have float32 weights on the CPU. Throws what
/// LibTorch throws.
[[nodiscard]] Message avoidWrongConvolutions(torch::nn::Module& model);

} // namespace lookalike
