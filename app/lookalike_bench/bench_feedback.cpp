// SPDX-License-Identifier: GPL-3.0-or-later
// What marks do to the results: a simulated user searches in labelled folders with one of their
// photos and marks the best ten photos that are not marked yet, three rounds long, by their labels.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "core/base/path_bytes.h"
#include "core/encode/model_directory.h"
#include "core/evaluate/labelled_folder.h"
#include "core/evaluate/photo_embedder.h"
#include "core/library/query_marks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace lookalike {

namespace {

struct FeedbackBenchOptions {
    std::vector<std::filesystem::path> sets;
    std::string model;
    std::size_t queries = 500;
};

constexpr std::size_t kShown = 40;
constexpr std::size_t kMarksARound = 10;
constexpr std::size_t kRoundsOfMarks = 3;
constexpr double kNoise = 0.1; ///< the share of wrong marks of the noisy user

/// Sums over queries.
struct FeedbackFigures {
    std::size_t queries = 0;
    double relevantWithout = 0;    ///< among the photos shown, without marks
    double relevant = 0;           ///< after the last round
    double worse = 0;              ///< queries with fewer relevant photos than without
    std::size_t unseenQueries = 0; ///< with relevant photos that the first round did not show
    double apWithout = 0;          ///< average precision of the unseen, in the order without marks
    double ap = 0;                 ///< after the first round
};

class FeedbackBench {
public:
    [[nodiscard]] static Result<FeedbackBench> open(const std::filesystem::path& folder,
                                                    const Encoder& encoder);
    [[nodiscard]] std::size_t photos() const { return m_rows.size(); }
    /// With this share of wrong marks; the same figures each time.
    [[nodiscard]] Result<FeedbackFigures> run(std::size_t queries, double noise) const;

private:
    using Ranking = std::vector<std::size_t>; ///< photos, best first
    [[nodiscard]] Ranking rank(const std::vector<float>& vector, std::size_t query) const;
    [[nodiscard]] std::size_t relevantShown(const Ranking& ranking, std::size_t query) const;
    /// Of the photos that are not seen; negative where none of them is relevant.
    [[nodiscard]] double averagePrecision(const Ranking& ranking, std::size_t query,
                                          const std::vector<bool>& seen) const;
    [[nodiscard]] Result<> ask(std::size_t query, double noise, std::mt19937& random,
                               FeedbackFigures& figures) const;

    std::vector<std::vector<float>> m_rows;
    std::vector<int> m_labels;
    std::vector<float> m_centre; ///< the mean of the rows
};

Result<FeedbackBench> FeedbackBench::open(const std::filesystem::path& folder,
                                          const Encoder& encoder)
{
    const auto set = readLabelledFolder(folder);
    if (!set)
        return fail(set);
    const auto decoder = makeInProcessDecoder();
    const auto embedded = embedFiles(set->files, *decoder, encoder);
    if (!embedded)
        return fail(embedded);
    FeedbackBench bench;
    const auto dim = static_cast<std::size_t>(embedded->dim);
    bench.m_centre.resize(dim);
    for (std::size_t i = 0; i < set->files.size(); ++i) {
        if (embedded->errors[i])
            continue;
        const auto row = std::span(embedded->embeddings).subspan(i * dim, dim);
        bench.m_rows.emplace_back(row.begin(), row.end());
        bench.m_labels.push_back(set->labels[i]);
        std::ranges::transform(bench.m_centre, row, bench.m_centre.begin(), std::plus<>());
    }
    for (float& value : bench.m_centre)
        value /= static_cast<float>(std::max<std::size_t>(bench.photos(), 1));
    return bench;
}

FeedbackBench::Ranking FeedbackBench::rank(const std::vector<float>& vector,
                                           std::size_t query) const
{
    std::vector<float> scores;
    for (const std::vector<float>& row : m_rows)
        scores.push_back(std::inner_product(row.begin(), row.end(), vector.begin(), 0.0F));
    Ranking ranking(photos());
    std::iota(ranking.begin(), ranking.end(), std::size_t{0});
    std::erase(ranking, query);
    std::ranges::stable_sort(ranking,
                             [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    return ranking;
}

std::size_t FeedbackBench::relevantShown(const Ranking& ranking, std::size_t query) const
{
    const auto end =
        ranking.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, ranking.size()));
    return static_cast<std::size_t>(std::count_if(ranking.begin(), end, [&](std::size_t photo) {
        return m_labels[photo] == m_labels[query];
    }));
}

double FeedbackBench::averagePrecision(const Ranking& ranking, std::size_t query,
                                       const std::vector<bool>& seen) const
{
    double sum = 0;
    std::size_t found = 0;
    std::size_t place = 0;
    for (const std::size_t photo : ranking) {
        if (seen[photo])
            continue;
        ++place;
        if (m_labels[photo] == m_labels[query])
            sum += static_cast<double>(++found) / static_cast<double>(place);
    }
    return found == 0 ? -1 : sum / static_cast<double>(found);
}

Result<> FeedbackBench::ask(std::size_t query, double noise, std::mt19937& random,
                            FeedbackFigures& figures) const
{
    const Ranking without = rank(m_rows[query], query);
    Ranking ranking = without;
    MarkVectors marks;
    std::vector<bool> seen(photos());
    for (std::size_t round = 0; round < kRoundsOfMarks; ++round) {
        std::size_t left = kMarksARound;
        for (const std::size_t photo : ranking) {
            if (seen[photo] || left == 0)
                continue;
            --left;
            seen[photo] = true;
            const bool isWrong = std::bernoulli_distribution(noise)(random);
            const bool isMore = (m_labels[photo] == m_labels[query]) != isWrong;
            (isMore ? marks.more : marks.less).push_back(m_rows[photo]);
        }
        const auto moved = movedByMarks(m_rows[query], marks, m_centre);
        if (!moved)
            return fail(moved);
        ranking = rank(*moved, query);
        const double ap = averagePrecision(ranking, query, seen);
        if (round == 0 && ap >= 0) {
            ++figures.unseenQueries;
            figures.apWithout += averagePrecision(without, query, seen);
            figures.ap += ap;
        }
    }
    ++figures.queries;
    figures.relevantWithout += static_cast<double>(relevantShown(without, query));
    figures.relevant += static_cast<double>(relevantShown(ranking, query));
    figures.worse += relevantShown(ranking, query) < relevantShown(without, query) ? 1 : 0;
    return {};
}

Result<FeedbackFigures> FeedbackBench::run(std::size_t queries, double noise) const
{
    std::mt19937 random(1); // NOLINT: the same queries and errors each time
    Ranking photosAsked(photos());
    std::iota(photosAsked.begin(), photosAsked.end(), std::size_t{0});
    std::shuffle(photosAsked.begin(), photosAsked.end(), random);
    FeedbackFigures figures;
    for (const std::size_t photo : photosAsked) {
        if (figures.queries == queries)
            break;
        if (std::ranges::count(m_labels, m_labels[photo]) < 2)
            continue;
        if (auto asked = ask(photo, noise, random, figures); !asked)
            return fail(asked);
    }
    if (figures.unseenQueries == 0)
        return fail(ErrorCode::InvalidArgument,
                    "The labels have too few photos: all are seen in the first round"_msg);
    return figures;
}

void printFigures(const FeedbackFigures& figures, const std::string& suffix,
                  nlohmann::ordered_json params)
{
    params["queries"] = figures.queries;
    const auto print = [&](const char* metric, double sum, std::size_t queries) {
        printFigure("feedback", metric + suffix, sum / static_cast<double>(queries), "1", params);
    };
    print("relevant_40_without", figures.relevantWithout, figures.queries);
    print("relevant_40", figures.relevant, figures.queries);
    print("worse_share", figures.worse, figures.queries);
    params["queries"] = figures.unseenQueries;
    print("ap_unseen_without", figures.apWithout, figures.unseenQueries);
    print("ap_unseen", figures.ap, figures.unseenQueries);
}

Result<> runBench(const FeedbackBenchOptions& options)
{
    const auto encoder = loadEncoder(options.model, {.device = DeviceKind::Auto, .threads = 0});
    if (!encoder)
        return fail(encoder);
    for (const auto& folder : options.sets) {
        const auto bench = FeedbackBench::open(folder, **encoder);
        if (!bench)
            return fail(bench);
        const nlohmann::ordered_json params{{"model", (*encoder)->info().space.model},
                                            {"set", pathToBytes(folder.filename())},
                                            {"photos", bench->photos()},
                                            {"rounds", kRoundsOfMarks},
                                            {"marks_a_round", kMarksARound}};
        for (const bool isNoisy : {false, true}) {
            const auto figures = bench->run(options.queries, isNoisy ? kNoise : 0);
            if (!figures)
                return fail(figures);
            printFigures(*figures, isNoisy ? "_noisy" : "", params);
        }
    }
    return {};
}

} // namespace

void addFeedbackBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "feedback", "What marks (more like this, less like this) do to searches in labelled "
                    "folders, also with a tenth of wrong marks");
    const auto options = std::make_shared<FeedbackBenchOptions>();
    command->add_option("FOLDER", options->sets, "Labelled folders: one folder a label")
        ->required();
    command->add_option("--model", options->model, "A model directory or name");
    command->add_option("--queries", options->queries, "At most so many, of each folder")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
