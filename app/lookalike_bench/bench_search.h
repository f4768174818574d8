// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <filesystem>
#include <string>

namespace lookalike {

/// What `lookalike-bench search` is asked to do.
struct SearchBenchOptions {
    std::size_t rows = 1'000'000;
    int dim = 384;
    std::filesystem::path file;   ///< safetensors with real embeddings instead of synthetic ones
    std::filesystem::path folder; ///< for the sidecar; empty: the system's temporary folder
    std::size_t queries = 100;
    std::size_t topK = 100;
    std::size_t threads = 0;     ///< for one search; 0: one a core
    double filter = 0;           ///< part of the rows that a filter keeps; 0: no filter
    std::size_t append = 0;      ///< rows to add while searches run
    std::size_t concurrency = 0; ///< searches at once, one thread each
    bool cold = false;           ///< also search after the sidecar left the page cache
    std::string target = "best"; ///< instruction set: best, avx2, sse4
};

/// Adds the subcommand; `options` must outlive the parse.
CLI::App* addSearchBench(CLI::App& app, SearchBenchOptions& options);

/// Builds an index, compares it with the exact float32 scan in the same run and prints one JSON
/// line a figure. Returns the exit status.
int runSearchBench(const SearchBenchOptions& options);

} // namespace lookalike
