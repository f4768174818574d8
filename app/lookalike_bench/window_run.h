// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks of the window have in common.
#pragma once

#include "core/base/embedding_space.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace lookalike {

/// Makes a catalog of `count` photos below `photos`, all indexed, with random embeddings. The
/// photos themselves do not exist.
[[nodiscard]] Result<> fillCatalog(const std::filesystem::path& file,
                                   const std::filesystem::path& photos,
                                   const EmbeddingSpace& encoderSpace, std::size_t count);

/// Stores an unsorted map of all photos beside the catalog. The window then shows it without
/// sorting it first, which another bench measures.
[[nodiscard]] Result<> writeMap(const std::filesystem::path& catalog, const EmbeddingSpace& space);

/// Runs the window beside this program, with the probe in it that measures what `probe` says, and
/// waits for its end. Returns the figures that the probe printed, by name. `folder` takes its
/// output and its settings.
[[nodiscard]] Result<std::map<std::string, double>>
runWindow(const std::string& probe, const std::vector<std::string>& arguments,
          const std::filesystem::path& folder);

/// For the process that runWindow() starts.
void setVariable(const char* name, const std::string& value);

} // namespace lookalike
