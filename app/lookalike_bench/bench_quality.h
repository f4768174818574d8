// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace lookalike {

struct QualityBenchOptions {
    std::string model;                       ///< the encoder in question
    std::string teacher;                     ///< compared with; may be empty
    std::vector<std::filesystem::path> sets; ///< labelled folders, or folders of such
    std::filesystem::path photos;            ///< for robustness; may be empty
    std::size_t distractors = 10'000;        ///< others among which a copy is looked for
    std::size_t queries = 500;               ///< photos that are transformed
};

/// Adds the subcommand; `options` must outlive the parse.
CLI::App* addQualityBench(CLI::App& app, QualityBenchOptions& options);

/// Retrieval on labelled folders and copy recall under transforms, of the encoder beside the
/// teacher, Lab + HOG and the difference hash in the same run. Returns the exit status.
int runQualityBench(const QualityBenchOptions& options);

} // namespace lookalike
