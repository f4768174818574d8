// SPDX-License-Identifier: GPL-3.0-or-later
// Tells a BLAS that is fit for encoding from the reference one.
#pragma once

#include "core/base/message.h"

#include <functional>

namespace lookalike {

/// How many billion operations `work`, which takes `operations` of them on the calling thread, does
/// in a second of that thread's processor time: the best of several tries, or the first that is
/// `enough`. What other programs take of the processor does not count.
[[nodiscard]] double gigaflopsOf(double operations, double enough,
                                 const std::function<void()>& work);

/// gigaflopsOf() a multiplication of matrices by LibTorch. Some milliseconds. From then on the BLAS
/// computes on the calling thread alone, see computeOnThisThreadOnly().
[[nodiscard]] double blasGigaflops();

/// A sentence for the user where the BLAS is so slow that it must be the reference one, or an empty
/// message.
[[nodiscard]] Message slowBlasWarning(double gigaflops);

} // namespace lookalike
