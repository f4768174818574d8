// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/bench_startup.h"

#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "app/lookalike_bench/window_run.h"

#include <vector>

namespace lookalike {

namespace {

constexpr int kDim = 384;

Result<> run(const StartupBenchOptions& options)
{
    const ScratchFolder scratch;
    std::filesystem::create_directories(scratch.path() / "photos");
    const auto catalog = scratch.path() / "catalog.db";
    const EmbeddingSpace space{"synthetic", "synthetic", kDim};
    if (auto filled = fillCatalog(catalog, scratch.path() / "photos", space, options.photos);
        !filled)
        return filled;
    std::vector<double> times;
    for (std::size_t i = 0; i < options.runs; ++i) {
        const auto figures =
            runWindow({"--measure-first-paint", "--catalog", catalog.string()}, scratch.path());
        if (!figures)
            return fail(figures);
        times.push_back(figures->at("first_paint_ms"));
    }
    const nlohmann::ordered_json params{{"photos", options.photos}, {"runs", options.runs}};
    printFigure("startup", "first_paint_ms", quantile(times, 0.5), "ms", params);
    printFigure("startup", "first_paint_max_ms", quantile(times, 1.0), "ms", params);
    return {};
}

} // namespace

CLI::App* addStartupBench(CLI::App& app, StartupBenchOptions& options)
{
    CLI::App* const command =
        app.add_subcommand("startup", "From the start of the window's process to its first paint");
    command->add_option("--photos", options.photos, "In the catalog");
    command->add_option("--runs", options.runs)->check(CLI::PositiveNumber);
    return command;
}

int runStartupBench(const StartupBenchOptions& options)
{
    return exitStatus(run(options));
}

} // namespace lookalike
