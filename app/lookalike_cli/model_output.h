// SPDX-License-Identifier: GPL-3.0-or-later
// The output of the models command, as text and as JSON.
#pragma once

#include "core/encode/encoder.h"
#include "core/encode/hub/curated_models.h"
#include "core/encode/hub/model_store.h"
#include "core/encode/model_directory.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lookalike::cli {

/// Photos per second on all cores, without decoding.
struct ModelSpeed {
    double photosPerSecond = 0;
    std::string device;
};

/// Takes about two seconds.
[[nodiscard]] Result<ModelSpeed> measureSpeed(const Encoder& encoder);

/// Prints the installed models, then the curated ones that are not installed.
void printModels(const std::vector<ModelDirectory>& installed, bool json);
void printInstalled(const ModelDirectory& model, const std::optional<ModelSpeed>& speed, bool json);
void printCurated(const CuratedModel& model, bool json);
void printRemote(const RemoteModel& model, bool json);
/// Size, licence and commit in one sentence, shown before a download.
[[nodiscard]] std::string describe(const RemoteModel& model);
/// Prints one line per file; returns whether all files match.
[[nodiscard]] bool printChecks(const std::vector<FileCheck>& checks, bool json);
/// Prints "added NAME", or {"event": "added", ...}.
void printDone(const std::string& what, const std::filesystem::path& model, bool json);

} // namespace lookalike::cli
