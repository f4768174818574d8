// SPDX-License-Identifier: GPL-3.0-or-later
// The locations of models and the default model. model_directory.h declares findModel() and
// installedModels().
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace lookalike {

/// Returns the folder of user-added models; empty if the system has no home directory.
[[nodiscard]] std::filesystem::path personalModelsFolder();

/// Returns true if the folder is one of those shipped with the program. Any thread.
[[nodiscard]] bool isBuiltInModel(const std::filesystem::path& directory);

/// Returns the name set with setDefaultModel(); empty for the built-in model.
[[nodiscard]] std::string chosenModel();

/// Makes an installed model the default, which is used if no model is named. An empty name restores
/// the built-in one. Fails with NotFound if no model with this name is installed. Stored in the
/// data folder.
[[nodiscard]] Result<> setDefaultModel(const std::string& name);

} // namespace lookalike
