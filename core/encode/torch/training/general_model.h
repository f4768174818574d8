// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/torch/training/student.h"

#include <filesystem>

namespace lookalike::training {

/// Loads a model to fine-tune. Fails as loadStudent() does, with NotFound without weights in one
/// file, and with Unsupported for models that know words or that take no square pictures.
[[nodiscard]] Result<Student> loadGeneral(const std::filesystem::path& directory);

} // namespace lookalike::training
