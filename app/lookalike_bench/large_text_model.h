// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace lookalike {

/// Writes a model whose words have the shape of SigLIP 2 base at a fixed resolution: a table of
/// 256,000 tokens, 768 wide, twelve layers, and a tokenizer.json of that many tokens with twice as
/// many merges. Weights and tokens are random, and the half for pictures is small. 1.2 GB.
[[nodiscard]] Result<> writeLargeTextModel(const std::filesystem::path& folder);

} // namespace lookalike
