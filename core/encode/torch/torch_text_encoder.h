// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/model_directory.h"
#include "core/encode/text_encoder.h"

#include <memory>
#include <stop_token>

namespace lookalike {

/// Loads the text half of a model, on the CPU in float32. `dim` is that of its picture half. Fails
/// with Unsupported if the model has no text half, and with Cancelled. A fraction of a second; any
/// thread.
[[nodiscard]] Result<std::shared_ptr<const TextEncoder>>
makeTorchTextEncoder(const ModelDirectory& model, int dim, const std::stop_token& stop);

} // namespace lookalike
