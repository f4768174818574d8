// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks of the window have in common.
#pragma once

#include "core/base/embedding_space.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// Writes the embedding of a photo, which need not be normalised. One thread.
using EmbeddingMaker = std::function<void(std::size_t number, std::span<float> out)>;

/// Makes a catalog of `count` photos below `photos`, all indexed, with random embeddings or those
/// of `embedding`. The photos themselves do not exist. In an empty catalog, photo n has the ids
/// n + 1.
[[nodiscard]] Result<> fillCatalog(const std::filesystem::path& file,
                                   const std::filesystem::path& photos,
                                   const EmbeddingSpace& encoderSpace, std::size_t count,
                                   const EmbeddingMaker& embedding = {});

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
