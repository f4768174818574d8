// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <filesystem>

namespace lookalike {

struct DecodeBenchOptions {
    std::filesystem::path folder;
    std::size_t threads = 0; ///< 0: one a core
    int shortSide = 224;     ///< that the pictures are wanted at; 0: full size
    double seconds = 5;      ///< of each measurement
    std::size_t rounds = 3;  ///< of both, one after the other
};

/// Adds the subcommand; `options` must outlive the parse.
CLI::App* addDecodeBench(CLI::App& app, DecodeBenchOptions& options);

/// Pictures a second decoded in this process and in decoder processes, taking turns so that both
/// see the same machine. Returns the exit status.
int runDecodeBench(const DecodeBenchOptions& options);

} // namespace lookalike
