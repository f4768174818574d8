// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>

namespace lookalike {

struct WindowBenchOptions {
    std::size_t photos = 1'000'000; ///< in the catalog
};

/// Adds the subcommand; `options` must outlive the parse.
CLI::App* addWindowBench(CLI::App& app, WindowBenchOptions& options);

/// Lets the window beside this program search a synthetic catalog while pictures are dropped and
/// controls dragged, and measures the longest time in which it did not react. Needs a display.
/// Returns the exit status.
int runWindowBench(const WindowBenchOptions& options);

} // namespace lookalike
