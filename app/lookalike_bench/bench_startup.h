// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>

namespace lookalike {

struct StartupBenchOptions {
    std::size_t photos = 100'000; ///< in the catalog
    std::size_t runs = 9;
};

/// Adds the subcommand; `options` must outlive the parse.
CLI::App* addStartupBench(CLI::App& app, StartupBenchOptions& options);

/// Starts the window beside this program several times on a synthetic catalog and measures from
/// the start of the process to the first paint. Needs a display. Returns the exit status.
int runStartupBench(const StartupBenchOptions& options);

} // namespace lookalike
