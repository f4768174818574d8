// SPDX-License-Identifier: GPL-3.0-or-later
// What all commands of lookalike-bench share.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>

namespace lookalike {

/// A command adds itself to the program and sets `run` when it is the one that was asked for. `run`
/// returns the exit status.
struct Program {
    CLI::App& app;
    std::function<int()>& run;
};

void addBandsBench(const Program& program);
void addConceptsBench(const Program& program);
void addDecodeBench(const Program& program);
void addDuplicatesBench(const Program& program);
void addEncodeBench(const Program& program);
void addFeedbackBench(const Program& program);
void addFitBench(const Program& program);
void addIndexBench(const Program& program);
void addMapBench(const Program& program);
void addMixtureBench(const Program& program);
void addQualityBench(const Program& program);
void addRelationsBench(const Program& program);
void addSearchBench(const Program& program);
void addSoakBench(const Program& program);
void addStartupBench(const Program& program);
void addTextBench(const Program& program);
void addWindowBench(const Program& program);

} // namespace lookalike
