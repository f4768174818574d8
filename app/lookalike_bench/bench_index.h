// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>

namespace lookalike {

struct IndexBenchOptions {
    std::filesystem::path folder;
    std::string model;
    std::size_t repeatTo = 400; ///< photos, each with bytes of its own
    std::size_t synthetic = 0;  ///< made-up photos instead of the folder's
};

/// Adds the subcommand; `options` must outlive the parse.
CLI::App* addIndexBench(CLI::App& app, IndexBenchOptions& options);

/// Indexes copies of the folder's photos on the CPU and compares the rate with the stages measured
/// alone on one core. Returns the exit status.
int runIndexBench(const IndexBenchOptions& options);

} // namespace lookalike
