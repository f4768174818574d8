// SPDX-License-Identifier: GPL-3.0-or-later
// Sorts embeddings onto a map and tells how long it takes, how near neighbours are and how much
// memory it costs.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/search_rows.h"
#include "core/map/sorted_grid.h"

#include <filesystem>
#include <memory>
#include <numeric>
#include <random>

namespace lookalike {

namespace {

struct MapBenchOptions {
    std::size_t rows = 100'000;
    int dim = 384;
    std::filesystem::path file; ///< safetensors with real embeddings instead of synthetic ones
    std::size_t columns = 0;    ///< 0: as wide as a screen
    int runs = 3;
};

/// The rows in memory, so that their making is no part of what is measured. A file that has fewer
/// is repeated.
std::vector<float> keepRows(const SearchRows& rows, std::size_t count, TaskPool& pool)
{
    std::vector<float> values(count * rows.dim());
    pool.run(count, pool.width(), [&](std::size_t i, std::size_t) {
        rows.row(i % rows.size(), std::span(values).subspan(i * rows.dim(), rows.dim()));
    });
    return values;
}

/// The mean cosine distance of grid neighbours over that of random pairs.
double neighbourDistanceRatio(const SortedGrid& grid, std::span<const float> values,
                              std::size_t dim)
{
    const auto distance = [&](std::size_t a, std::size_t b) {
        const float* const first = &values[a * dim];
        return 1 -
               static_cast<double>(std::inner_product(first, first + dim, &values[b * dim], 0.0F));
    };
    double near = 0;
    std::size_t pairs = 0;
    for (std::size_t cell = 0; cell < grid.cells.size(); ++cell) {
        const bool isLast = (cell + 1) % grid.columns == 0;
        for (const std::size_t other : {isLast ? grid.cells.size() : cell + 1, cell + grid.columns})
            if (other < grid.cells.size()) {
                near += distance(grid.cells[cell], grid.cells[other]);
                ++pairs;
            }
    }
    double random = 0;
    std::mt19937_64 draw(3);
    for (std::size_t i = 0; i < pairs; ++i)
        random += distance(draw() % grid.cells.size(), draw() % grid.cells.size());
    return random > 0 ? near / random : 0;
}

Result<> measureMap(const MapBenchOptions& options)
{
    std::unique_ptr<SearchRows> rows;
    if (options.file.empty()) {
        rows = syntheticRows(options.rows, options.dim);
    } else {
        auto read = rowsFromFile(options.file);
        if (!read)
            return fail(read);
        rows = std::move(*read);
    }
    TaskPool pool;
    const std::size_t dim = rows->dim();
    const std::vector<float> values = keepRows(*rows, options.rows, pool);
    rows.reset();
    const MapRows source{options.rows, dim, [&](std::size_t row, std::span<float> out) {
                             std::copy_n(&values[row * dim], dim, out.begin());
                         }};
    const nlohmann::ordered_json params{{"rows", options.rows},
                                        {"dim", dim},
                                        {"columns", options.columns},
                                        {"threads", pool.width()}};
    const double before = peakMemoryMb();
    std::vector<double> seconds;
    SortedGrid grid;
    for (int run = 0; run < options.runs; ++run) {
        const auto start = Clock::now();
        auto sorted = sortRows(source, {.columns = options.columns}, pool, {});
        if (!sorted)
            return fail(sorted);
        seconds.push_back(secondsSince(start));
        grid = std::move(*sorted);
    }
    printFigure("map", "seconds", quantile(seconds, 0.5), "s", params);
    printFigure("map", "seconds_most", quantile(seconds, 1), "s", params);
    printFigure("map", "neighbour_distance_ratio", neighbourDistanceRatio(grid, values, dim), "",
                params);
    printFigure("map", "added_rss_mb", peakMemoryMb() - before, "MiB", params);
    printFigure("map", "peak_rss_mb", peakMemoryMb(), "MiB", params);
    return {};
}

} // namespace

void addMapBench(const Program& program)
{
    auto options = std::make_shared<MapBenchOptions>();
    CLI::App& command = *program.app.add_subcommand("map", "Sort embeddings onto a map");
    command.add_option("--rows", options->rows, "How many photos")->check(CLI::PositiveNumber);
    command.add_option("--dim", options->dim, "Their dimension, a multiple of 64");
    command.add_option("--embeddings", options->file,
                       "Real embeddings (safetensors), repeated where there are fewer");
    command.add_option("--columns", options->columns, "Of the map; 0: as wide as a screen");
    command.add_option("--runs", options->runs, "How often")->check(CLI::PositiveNumber);
    command.callback([&run = program.run, options] {
        run = [options] { return exitStatus(measureMap(*options)); };
    });
}

} // namespace lookalike
