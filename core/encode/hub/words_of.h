// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/encoder.h"

namespace lookalike {

/// Returns encoder.textEncoder(); where the model knows pictures alone, the error names models of
/// the recommended ones that know words.
[[nodiscard]] Result<std::shared_ptr<const TextEncoder>> wordsOf(const Encoder& encoder);

} // namespace lookalike
