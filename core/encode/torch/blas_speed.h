// SPDX-License-Identifier: GPL-3.0-or-later
// Distinguishes a BLAS that is fast enough for encoding from the reference implementation.
#pragma once

#include "core/base/message.h"

#include <functional>

namespace lookalike {

/// Returns the speed of `work`, which performs `operations` on the calling thread, in billions of
/// operations per second of that thread's processor time: the best of several measurements, or the
/// first that reaches `enough`. Independent of the load by other programs.
[[nodiscard]] double gigaflopsOf(double operations, double enough,
                                 const std::function<void()>& work);

/// Measures gigaflopsOf() a matrix multiplication by LibTorch. Takes some milliseconds. Afterwards
/// the BLAS computes only on the calling thread, see computeOnThisThreadOnly().
[[nodiscard]] double blasGigaflops();

/// Returns a sentence for the user if the BLAS is so slow that it must be the reference
/// implementation; otherwise an empty message.
[[nodiscard]] Message slowBlasWarning(double gigaflops);

} // namespace lookalike
