// SPDX-License-Identifier: GPL-3.0-or-later
// What a fit to labels does to searches in labelled folders: for photos of labels that were taught,
// for those of others, and what the gate says of labels that mean nothing.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "core/base/path_bytes.h"
#include "core/encode/model_directory.h"
#include "core/evaluate/fit_evaluation.h"
#include "core/evaluate/labelled_folder.h"
#include "core/evaluate/photo_embedder.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

struct FitBenchOptions {
    std::vector<std::filesystem::path> sets;
    std::string model;
    std::size_t runs = 20;
    std::size_t refusals = 60;
};

using Members = std::vector<std::size_t>;

struct LabelledSet {
    std::string name;
    std::vector<float> rows;
    std::vector<int> labels;
    int dim = 0;

    [[nodiscard]] std::span<const float> row(std::size_t photo) const
    {
        const auto width = static_cast<std::size_t>(dim);
        return std::span(rows).subspan(photo * width, width);
    }
    /// In an order that the seed decides.
    [[nodiscard]] Members shuffled(std::mt19937& random) const
    {
        Members photos(labels.size());
        std::iota(photos.begin(), photos.end(), std::size_t{0});
        std::shuffle(photos.begin(), photos.end(), random);
        return photos;
    }
    [[nodiscard]] LabelledRows taught(const Members& photos) const
    {
        LabelledRows result;
        for (const std::size_t photo : photos)
            result.add(row(photo), {std::to_string(labels[photo])});
        return result;
    }
};

Result<LabelledSet> openSet(const std::filesystem::path& folder, const Encoder& encoder)
{
    const auto files = readLabelledFolder(folder);
    if (!files)
        return fail(files);
    const auto decoder = makeInProcessDecoder();
    const auto embedded = embedFiles(files->files, *decoder, encoder);
    if (!embedded)
        return fail(embedded);
    LabelledSet set{pathToBytes(folder.filename()), {}, {}, embedded->dim};
    const auto dim = static_cast<std::size_t>(embedded->dim);
    for (std::size_t i = 0; i < files->files.size(); ++i) {
        if (embedded->errors[i])
            continue;
        const auto row = std::span(embedded->embeddings).subspan(i * dim, dim);
        set.rows.insert(set.rows.end(), row.begin(), row.end());
        set.labels.push_back(files->labels[i]);
    }
    return set;
}

/// Means over runs.
struct FitFigures {
    double without = 0; ///< mean average precision
    double with = 0;
    double on = 0;

    Result<> add(const LabelledRows& taught, const LabelledSet& set, const Members& photos)
    {
        std::vector<float> rows;
        std::vector<int> labels;
        for (const std::size_t photo : photos) {
            rows.insert(rows.end(), set.row(photo).begin(), set.row(photo).end());
            labels.push_back(set.labels[photo]);
        }
        const auto fitted = evaluateFit(taught, labels, 5, rows, set.dim, {});
        if (!fitted)
            return fail(fitted);
        ++m_runs;
        const auto move = [this](double& mean, double value) {
            mean += (value - mean) / static_cast<double>(m_runs);
        };
        move(without, measureRetrieval(labels, 5, rows, set.dim).meanAveragePrecision);
        move(with, fitted->metrics.meanAveragePrecision);
        move(on, fitted->verdict.isOn ? 1 : 0);
        return {};
    }

private:
    std::size_t m_runs = 0;
};

class FitBench {
public:
    FitBench(const FitBenchOptions& options, std::vector<LabelledSet> sets, const Encoder& encoder)
        : m_options(options)
        , m_sets(std::move(sets))
        , m_model(encoder.info().space.model)
    {}
    [[nodiscard]] Result<> run() const
    {
        for (const LabelledSet& set : m_sets) {
            for (const std::size_t photos : {std::size_t{0}, std::size_t{5}})
                if (auto done = teachPhotos(set, photos); !done)
                    return done;
            if (auto done = teachLabels(set); !done)
                return done;
            if (auto done = teachNonsense(set); !done)
                return done;
        }
        return {};
    }

private:
    void print(const LabelledSet& set, const std::string& name, double value) const
    {
        printFigure("fit", name, value, "",
                    {{"model", m_model}, {"set", set.name}, {"runs", m_options.runs}});
    }
    void print(const LabelledSet& set, const std::string& name, const FitFigures& figures) const
    {
        print(set, name + "_map", figures.without);
        print(set, name + "_map_fitted", figures.with);
        print(set, name + "_on", figures.on);
    }

    /// Some photos of each label, half of them if `each` is 0, searching among the others.
    [[nodiscard]] Result<> teachPhotos(const LabelledSet& set, std::size_t each) const
    {
        FitFigures figures;
        for (std::size_t run = 0; run < m_options.runs; ++run) {
            std::mt19937 random(static_cast<std::uint32_t>(run + 1));
            std::map<int, std::size_t> wanted;
            for (const int label : set.labels)
                ++wanted[label];
            for (auto& [label, count] : wanted)
                count = each == 0 ? count / 2 : each;
            Members taught;
            Members others;
            for (const std::size_t photo : set.shuffled(random)) {
                std::size_t& left = wanted[set.labels[photo]];
                (left > 0 ? taught : others).push_back(photo);
                left -= left > 0 ? 1U : 0U;
            }
            if (others.size() < 2)
                return {};
            if (auto added = figures.add(set.taught(taught), set, others); !added)
                return added;
        }
        print(set, each == 0 ? "half" : "five", figures);
        return {};
    }

    /// Half of the labels, searching among the photos of the others and those of the other sets.
    [[nodiscard]] Result<> teachLabels(const LabelledSet& set) const
    {
        FitFigures figures;
        for (std::size_t run = 0; run < m_options.runs; ++run) {
            std::mt19937 random(static_cast<std::uint32_t>(run + 1));
            const int count = 1 + *std::ranges::max_element(set.labels);
            std::vector<int> places(static_cast<std::size_t>(count));
            std::iota(places.begin(), places.end(), 0);
            std::shuffle(places.begin(), places.end(), random);
            Members taught;
            Members others;
            for (std::size_t photo = 0; photo < set.labels.size(); ++photo)
                (places[static_cast<std::size_t>(set.labels[photo])] < (count + 1) / 2 ? taught
                                                                                       : others)
                    .push_back(photo);
            if (auto added = figures.add(set.taught(taught), set, others); !added)
                return added;
        }
        print(set, "untaught", figures);
        for (const LabelledSet& other : m_sets) {
            if (&other == &set)
                continue;
            std::mt19937 random(1);
            FitFigures foreign;
            const LabelledRows taught = set.taught(set.shuffled(random));
            if (auto added = foreign.add(taught, other, other.shuffled(random)); !added)
                return added;
            print(set, "untaught_" + other.name, foreign);
        }
        return {};
    }

    /// Random groups and shuffled labels.
    [[nodiscard]] Result<> teachNonsense(const LabelledSet& set) const
    {
        double groups = 0;
        double shuffled = 0;
        TaskPool pool;
        for (std::size_t run = 0; run < m_options.refusals; ++run) {
            std::mt19937 random(static_cast<std::uint32_t>(run + 1));
            LabelledRows ofGroups;
            LabelledRows ofShuffled;
            const Members photos = set.shuffled(random);
            const std::size_t count = 20 + random() % (photos.size() - 20);
            const std::size_t labels = 2 + random() % 8;
            for (std::size_t i = 0; i < photos.size(); ++i) {
                ofShuffled.add(set.row(i), {std::to_string(set.labels[photos[i]])});
                if (i < count)
                    ofGroups.add(set.row(photos[i]), {std::to_string(random() % labels)});
            }
            for (auto [rows, refused] : {std::pair{&ofGroups, &groups}, {&ofShuffled, &shuffled}}) {
                const auto verdict = judgeFit(rows->merged(), run + 1, pool, {});
                if (!verdict)
                    return fail(verdict);
                *refused += verdict->isOn ? 0 : 1;
            }
        }
        print(set, "refused_random_groups", groups / static_cast<double>(m_options.refusals));
        print(set, "refused_shuffled_labels", shuffled / static_cast<double>(m_options.refusals));
        return {};
    }

    const FitBenchOptions& m_options;
    const std::vector<LabelledSet> m_sets;
    const std::string m_model;
};

Result<> runFitBench(const FitBenchOptions& options)
{
    const auto encoder = loadEncoder(options.model, {.device = DeviceKind::Auto, .threads = 0});
    if (!encoder)
        return fail(encoder);
    std::vector<LabelledSet> sets;
    for (const auto& folder : options.sets) {
        auto set = openSet(folder, **encoder);
        if (!set)
            return fail(set);
        if (set->labels.size() <= 20)
            return fail(ErrorCode::InvalidArgument, "More than 20 photos are needed"_msg, folder);
        sets.push_back(std::move(*set));
    }
    return FitBench(options, std::move(sets), **encoder).run();
}

} // namespace

void addFitBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "fit", "What a fit to labels does to searches in labelled folders, and which it refuses");
    const auto options = std::make_shared<FitBenchOptions>();
    command->add_option("FOLDER", options->sets, "Labelled folders: one folder a label")
        ->required();
    command->add_option("--model", options->model, "A model directory or name");
    command->add_option("--runs", options->runs, "With other photos as labels")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--refusals", options->refusals, "Runs with labels that mean nothing")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runFitBench(*options)); };
    });
}

} // namespace lookalike
