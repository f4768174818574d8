// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/model_directory.h"
#include "core/encode/text_encoder.h"

#include <memory>

namespace lookalike {

/// Loads the text half of a model, on the CPU in float32. `dim` is that of its picture half. Fails
/// with Unsupported if the model has no text half. Seconds; any thread.
[[nodiscard]] Result<std::shared_ptr<const TextEncoder>>
makeTorchTextEncoder(const ModelDirectory& model, int dim);

} // namespace lookalike
