// SPDX-License-Identifier: GPL-3.0-or-later
// The commands finetune and adapt: a general model made better for the user's own photos, if it can
// be.
#pragma once

#include "core/base/result.h"
#include "core/encode/torch/training/fine_tuning.h"

#include <CLI/App.hpp>

#include <filesystem>
#include <stop_token>
#include <string>

namespace lookalike {

struct TuneOptions {
    training::FineTuneOptions run; ///< without photos, model and state
    std::filesystem::path folder;
    std::filesystem::path others; ///< photos of other kinds; may be empty
    std::string model;            ///< name or directory; empty for the default model
    std::filesystem::path output;
    std::filesystem::path state; ///< empty: beside the output
    int side = 0;                ///< pixels of the packed photos; 0: a third more than the model's
    bool onlyEstimate = false;
    bool alwaysExport = false;
};

/// Adds the command; `options` outlives the parsing.
void addFineTune(CLI::App& app, TuneOptions& options);
void addAdapt(CLI::App& app, TuneOptions& options);

/// Packs the photos, trains or goes on, compares the result with the general model and exports it
/// where it wins. Prints what it does. Fails with Cancelled after a stop; the same command then
/// goes on.
[[nodiscard]] Result<> tune(const TuneOptions& options, const std::stop_token& stop);

} // namespace lookalike
