// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace lookalike {

struct SoakBenchOptions {
    std::size_t photos = 200'000;
    double broken = 0.05;
    std::uint64_t seed = 1;
    std::filesystem::path scratch; ///< where the photos are made; empty: the temporary folder
};

/// Adds the subcommand; `options` must outlive the parse.
CLI::App* addSoakBench(CLI::App& app, SoakBenchOptions& options);

/// Indexes so many made-up photos, some broken in many ways, and checks that every one is accounted
/// for and that nothing grows meanwhile. Returns the exit status: 1 where a check fails.
int runSoakBench(const SoakBenchOptions& options);

} // namespace lookalike
