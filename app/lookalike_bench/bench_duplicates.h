// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <filesystem>

namespace lookalike {

/// What `lookalike-bench duplicates` is asked to do.
struct DuplicatesBenchOptions {
    std::size_t rows = 100'000;
    int dim = 384;
    std::filesystem::path file; ///< safetensors with real embeddings instead of synthetic ones
    float minCosine = 0.92F;
    std::size_t threads = 0; ///< 0: one a core
    /// Rows that are compared exactly with all; 0: every row up to 100,000 of them, else 2,000.
    std::size_t sample = 0;
};

/// Adds the subcommand; `options` must outlive the parse.
CLI::App* addDuplicatesBench(CLI::App& app, DuplicatesBenchOptions& options);

/// Looks for pairs of close embeddings, compares them with the exact ones in the same run and
/// prints one JSON line a figure. Returns the exit status.
int runDuplicatesBench(const DuplicatesBenchOptions& options);

} // namespace lookalike
