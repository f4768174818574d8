// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

struct PackOptions {
    std::filesystem::path photos; ///< a folder of SOURCE/LABEL/photo
    std::filesystem::path output;
    int side = 112;
    std::vector<std::string> unlabelled{"x", "bsds", "imagen"}; ///< names that are no labels
};

/// Decodes every photo of the folder (in the order of their paths), squashes it to a square and
/// writes the file that training reads. Photos that cannot be decoded fail the run: a training set
/// is chosen, not found. `progress` gets photos done.
[[nodiscard]] Result<>
pack(const PackOptions& options,
     const std::function<void(std::int64_t done, std::int64_t total)>& progress,
     std::stop_token stop = {});

} // namespace lookalike
