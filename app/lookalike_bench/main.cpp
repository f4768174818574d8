// SPDX-License-Identifier: GPL-3.0-or-later
// lookalike-bench: measures on demand and prints one JSON line a figure.
#include "app/lookalike_bench/bench_search.h"

int main(int argc, char** argv)
{
    CLI::App app("Measures Lookalike");
    app.require_subcommand(1);
    lookalike::SearchBenchOptions options;
    lookalike::addSearchBench(app, options);
    CLI11_PARSE(app, argc, argv);
    return lookalike::runSearchBench(options);
}
