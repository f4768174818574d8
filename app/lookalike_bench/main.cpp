// SPDX-License-Identifier: GPL-3.0-or-later
// lookalike-bench: measures on demand and prints one JSON line a figure.
#include "app/lookalike_bench/bench_decode.h"
#include "app/lookalike_bench/bench_duplicates.h"
#include "app/lookalike_bench/bench_encode.h"
#include "app/lookalike_bench/bench_index.h"
#include "app/lookalike_bench/bench_quality.h"
#include "app/lookalike_bench/bench_relations.h"
#include "app/lookalike_bench/bench_search.h"
#include "app/lookalike_bench/bench_soak.h"
#include "app/lookalike_bench/bench_startup.h"
#include "app/lookalike_bench/bench_window.h"

#include <exception>
#include <iostream>

int main(int argc, char** argv)
{
    using namespace lookalike;
    CLI::App app("Measures Lookalike: one JSON line a figure.", "lookalike-bench");
    app.require_subcommand(1);
    DecodeBenchOptions decode;
    DuplicatesBenchOptions duplicates;
    EncodeBenchOptions encode;
    IndexBenchOptions index;
    QualityBenchOptions quality;
    RelationsBenchOptions relations;
    SearchBenchOptions search;
    SoakBenchOptions soak;
    StartupBenchOptions startup;
    WindowBenchOptions window;
    const CLI::App* const decodeCommand = addDecodeBench(app, decode);
    const CLI::App* const duplicatesCommand = addDuplicatesBench(app, duplicates);
    const CLI::App* const encodeCommand = addEncodeBench(app, encode);
    const CLI::App* const indexCommand = addIndexBench(app, index);
    const CLI::App* const qualityCommand = addQualityBench(app, quality);
    const CLI::App* const relationsCommand = addRelationsBench(app, relations);
    const CLI::App* const searchCommand = addSearchBench(app, search);
    const CLI::App* const soakCommand = addSoakBench(app, soak);
    const CLI::App* const startupCommand = addStartupBench(app, startup);
    addWindowBench(app, window);
    CLI11_PARSE(app, argc, argv);
    try {
        if (decodeCommand->parsed())
            return runDecodeBench(decode);
        if (duplicatesCommand->parsed())
            return runDuplicatesBench(duplicates);
        if (encodeCommand->parsed())
            return runEncodeBench(encode);
        if (indexCommand->parsed())
            return runIndexBench(index);
        if (qualityCommand->parsed())
            return runQualityBench(quality);
        if (relationsCommand->parsed())
            return runRelationsBench(relations);
        if (searchCommand->parsed())
            return runSearchBench(search);
        if (soakCommand->parsed())
            return runSoakBench(soak);
        if (startupCommand->parsed())
            return runStartupBench(startup);
        return runWindowBench(window);
    } catch (const std::exception& exception) {
        std::cerr << "lookalike-bench: " << exception.what() << '\n';
        return 3;
    }
}
