// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/model_directory.h"
#include "core/encode/torch_module.h"

#include <memory>

namespace lookalike {

/// Loads an encoder of a module, which stays loaded as long as the process. Any thread. Fails as
/// the module does, with Conflict for a module of another version, and with Broken for one that
/// says nothing usable about the model.
[[nodiscard]] Result<std::shared_ptr<const Encoder>>
openModuleEncoder(const LookalikeModule& module, const ModelDirectory& model,
                  const EncoderOptions& options);

} // namespace lookalike
