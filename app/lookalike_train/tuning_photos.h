// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/image/preprocess.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// A file to train on.
struct TuningFile {
    std::filesystem::path path;
    std::string label; ///< empty for a photo of another kind
};

/// Every photo below label folders, as `lookalike-cli evaluate` finds them.
[[nodiscard]] Result<std::vector<TuningFile>> labelledFiles(const std::filesystem::path& folder,
                                                            const std::stop_token& stop);
/// Every photo below a folder, without labels.
[[nodiscard]] Result<std::vector<TuningFile>> unlabelledFiles(const std::filesystem::path& folder,
                                                              const std::stop_token& stop);

struct TuningPackOptions {
    std::filesystem::path output;
    PreprocessSpec preprocess; ///< of the model
    int side = 0;              ///< pixels of the packed photos; at least the model's
    bool shotsAreLabels = false;
};

struct TuningPack {
    std::size_t photos = 0;
    std::size_t unreadable = 0;
    std::size_t labels = 0; ///< with at least two photos
};

/// Decodes the photos on all cores, cuts them as the model does but at `side`, and writes a file of
/// packed photos. Photos that cannot be read are left out and counted: a library has some. With
/// `shotsAreLabels`, photos of one shot (sameShots()) get a label. What was packed from the same
/// files before is kept as it is. Fails with Cancelled.
[[nodiscard]] Result<TuningPack>
packForTuning(const std::vector<TuningFile>& files, const TuningPackOptions& options,
              const std::function<void(std::int64_t done, std::int64_t total)>& progress,
              const std::stop_token& stop);

} // namespace lookalike
