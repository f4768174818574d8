// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the window beside this program several times on a synthetic catalog and measures from the
// start of the process to the first paint. Needs a display.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "app/lookalike_bench/window_probe.h"
#include "app/lookalike_bench/window_run.h"
#include "core/base/path_bytes.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace lookalike {

namespace {

struct StartupBenchOptions {
    std::size_t photos = 100'000; ///< in the catalog
    std::size_t runs = 9;
};

constexpr int kDim = 384;

Result<> runBench(const StartupBenchOptions& options)
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
            runWindow(kFirstPaint, {"--catalog", pathToBytes(catalog)}, scratch.path());
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

void addStartupBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "startup", "From the start of the window's process to its first paint");
    const auto options = std::make_shared<StartupBenchOptions>();
    command->add_option("--photos", options->photos, "In the catalog");
    command->add_option("--runs", options->runs)->check(CLI::PositiveNumber);
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
