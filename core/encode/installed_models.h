// SPDX-License-Identifier: GPL-3.0-or-later
// Where models lie, and which one is used where nobody names one. findModel() and
// installedModels() are declared in model_directory.h.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace lookalike {

/// The folder of the models that the user added: empty where the system names no home directory.
[[nodiscard]] std::filesystem::path personalModelsFolder();

/// Whether a folder is one of those that came with the program. Any thread.
[[nodiscard]] bool isBuiltInModel(const std::filesystem::path& directory);

/// The name that the user chose with setDefaultModel(), or an empty text for the built-in one.
[[nodiscard]] std::string chosenModel();

/// Makes an installed model the one that is used where none is named; an empty text goes back to
/// the built-in one. NotFound where no model of this name is installed. Kept in the data folder.
[[nodiscard]] Result<> setDefaultModel(const std::string& name);

} // namespace lookalike
