// SPDX-License-Identifier: GPL-3.0-or-later
// How often a query that means nothing has a strong or a likely photo: random vectors among the
// photos of labelled folders.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "core/base/float16.h"
#include "core/base/path_bytes.h"
#include "core/encode/model_directory.h"
#include "core/evaluate/labelled_folder.h"
#include "core/evaluate/photo_embedder.h"
#include "core/library/score_background.h"
#include "core/search/kernels.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

namespace {

struct BandsBenchOptions {
    std::vector<std::filesystem::path> sets;
    std::string model;
    std::size_t queries = 2000;
};

struct BandShares {
    double strong = 0; ///< of the queries have such a photo
    double likely = 0; ///< or a strong one
};

BandShares sharesAmong(const std::vector<std::uint16_t>& rows, std::size_t dim, std::size_t queries)
{
    std::mt19937 random(1);
    std::normal_distribution<float> normal;
    const std::size_t photos = rows.size() / dim;
    BandShares shares;
    std::vector<float> query(dim);
    for (std::size_t i = 0; i < queries; ++i) {
        std::generate(query.begin(), query.end(), [&] { return normal(random); });
        const ScoreStatistics statistics = statisticsOf(query, rows);
        const std::vector<double> wide(query.begin(), query.end());
        float best = -std::numeric_limits<float>::infinity();
        for (std::size_t photo = 0; photo < photos; ++photo)
            best = std::max(best,
                            kernels::dotFloat16(std::span(rows).subspan(photo * dim, dim), wide));
        const ScoreBand band = bandOf(statistics.standout(static_cast<double>(best)), photos);
        shares.strong += band == ScoreBand::Strong ? 1 : 0;
        shares.likely += band != ScoreBand::Weak ? 1 : 0;
    }
    shares.strong /= static_cast<double>(queries);
    shares.likely /= static_cast<double>(queries);
    return shares;
}

Result<> runBench(const BandsBenchOptions& options)
{
    const auto encoder = loadEncoder(options.model, {.device = DeviceKind::Auto, .threads = 0});
    if (!encoder)
        return fail(encoder);
    const auto decoder = makeInProcessDecoder();
    std::vector<std::uint16_t> all;
    const auto print = [&](const std::string& set, const std::vector<std::uint16_t>& rows) {
        const auto dim = static_cast<std::size_t>((*encoder)->info().space.dim);
        const BandShares shares = sharesAmong(rows, dim, options.queries);
        const nlohmann::ordered_json params{{"model", (*encoder)->info().space.model},
                                            {"set", set},
                                            {"photos", rows.size() / dim},
                                            {"queries", options.queries}};
        printFigure("bands", "queries_with_strong", shares.strong, "1", params);
        printFigure("bands", "queries_with_likely", shares.likely, "1", params);
    };
    for (const auto& folder : options.sets) {
        const auto set = readLabelledFolder(folder);
        if (!set)
            return fail(set);
        auto embedded = embedFiles(set->files, *decoder, **encoder);
        if (!embedded)
            return fail(embedded);
        std::vector<std::uint16_t> rows(embedded->embeddings.size());
        std::ranges::transform(embedded->embeddings, rows.begin(), toFloat16);
        print(pathToBytes(folder.filename()), rows);
        all.insert(all.end(), rows.begin(), rows.end());
    }
    if (options.sets.size() > 1)
        print("all", all);
    return {};
}

} // namespace

void addBandsBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "bands", "How often words that mean nothing have a strong photo in labelled folders");
    const auto options = std::make_shared<BandsBenchOptions>();
    command->add_option("SET", options->sets, "Labelled folders: one folder a label")->required();
    command->add_option("--model", options->model, "A model directory or name");
    command->add_option("--queries", options->queries, "Random vectors")
        ->check(CLI::PositiveNumber);
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
