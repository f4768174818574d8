// SPDX-License-Identifier: GPL-3.0-or-later
// lookalike-bench: measures on demand and prints one JSON line a figure.
#include "app/lookalike_bench/command.h"
#include "core/base/utf8_console.h"

#include <exception>
#include <iostream>

int main(int argc, char** argv)
{
    using namespace lookalike;
    const Utf8Console console;
    CLI::App app("Measures Lookalike: one JSON line a figure.", "lookalike-bench");
    app.require_subcommand(1);
    std::function<int()> run;
    const Program program{app, run};
    addBandsBench(program);
    addConceptsBench(program);
    addDecodeBench(program);
    addDuplicatesBench(program);
    addEncodeBench(program);
    addFeedbackBench(program);
    addFitBench(program);
    addIndexBench(program);
    addMapBench(program);
    addMixtureBench(program);
    addQualityBench(program);
    addRelationsBench(program);
    addSearchBench(program);
    addSoakBench(program);
    addStartupBench(program);
    addTextBench(program);
    addWindowBench(program);
    CLI11_PARSE(app, argc, argv);
    try {
        return run();
    } catch (const std::exception& exception) {
        std::cerr << "lookalike-bench: " << exception.what() << '\n';
        return 3;
    }
}
