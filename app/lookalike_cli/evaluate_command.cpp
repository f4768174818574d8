// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"
#include "app/lookalike_cli/terminal.h"
#include "core/evaluate/fit_evaluation.h"
#include "core/evaluate/labelled_folder.h"
#include "core/evaluate/photo_embedder.h"
#include "core/evaluate/retrieval_metrics.h"
#include "core/image/worker/worker_decoder.h"

#include <chrono>
#include <memory>
#include <optional>

namespace lookalike::cli {

namespace {

struct EvaluateOptions {
    std::filesystem::path folder;
    std::filesystem::path fitFrom; ///< may be empty
    std::size_t topK = 5;
};

struct Evaluation {
    std::string model;
    RetrievalMetrics metrics;
    std::optional<FitEvaluation> fit;
    std::size_t failed = 0;
    double photosPerSecond = 0; ///< decoding included
};

/// The photos of a set that could be read.
struct EmbeddedSet {
    std::vector<float> rows;
    std::vector<int> labels;
    int dim = 0;
    std::size_t failed = 0;
};

Result<EmbeddedSet> embedSet(const Encoder& encoder, const LabelledFolder& set,
                             const std::stop_token& stop)
{
    const bool watched = standardErrorIsTerminal();
    StatusLine line;
    const auto onFile = [&](std::size_t done) {
        if (watched && (done % 8 == 0 || done == set.files.size()))
            line.show(encoder.info().space.model + "  " + std::to_string(done) + " of " +
                      std::to_string(set.files.size()));
    };
    const auto decoder = makeDecoder({});
    const auto embedded = embedFiles(set.files, *decoder, encoder, onFile, stop);
    if (!embedded)
        return fail(embedded);
    line.wipe();

    EmbeddedSet result;
    result.dim = embedded->dim;
    const auto dim = static_cast<std::size_t>(embedded->dim);
    for (std::size_t i = 0; i < set.files.size(); ++i) {
        if (const auto& error = embedded->errors[i]) {
            printError(error->text());
            ++result.failed;
            continue;
        }
        const auto row = std::span(embedded->embeddings).subspan(i * dim, dim);
        result.rows.insert(result.rows.end(), row.begin(), row.end());
        result.labels.push_back(set.labels[i]);
    }
    return result;
}

Result<Evaluation> evaluate(const Encoder& encoder, const LabelledFolder& set,
                            const LabelledFolder* taught, std::size_t topK,
                            const std::stop_token& stop)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto embedded = embedSet(encoder, set, stop);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    if (!embedded)
        return fail(embedded);
    Evaluation evaluation;
    evaluation.model = encoder.info().space.model;
    evaluation.photosPerSecond = static_cast<double>(set.files.size()) / took.count();
    evaluation.failed = embedded->failed;
    evaluation.metrics = measureRetrieval(embedded->labels, topK, embedded->rows, embedded->dim);
    if (taught == nullptr)
        return evaluation;

    const auto examples = embedSet(encoder, *taught, stop);
    if (!examples)
        return fail(examples);
    evaluation.failed += examples->failed;
    LabelledRows rows;
    const auto dim = static_cast<std::size_t>(examples->dim);
    for (std::size_t i = 0; i < examples->labels.size(); ++i)
        rows.add(std::span(examples->rows).subspan(i * dim, dim),
                 {taught->names[static_cast<std::size_t>(examples->labels[i])]});
    auto fit = evaluateFit(rows, embedded->labels, topK, embedded->rows, embedded->dim, stop);
    if (!fit)
        return fail(fit);
    evaluation.fit = std::move(*fit);
    return evaluation;
}

Json jsonOf(const Evaluation& evaluation)
{
    const RetrievalMetrics& metrics = evaluation.metrics;
    Json json{{"images", metrics.images},
              {"labels", metrics.labels},
              {"k", metrics.k},
              {"recall_at_1", metrics.recallAt1},
              {"precision_at_k", metrics.precisionAtK},
              {"map", metrics.meanAveragePrecision},
              {"failed", evaluation.failed},
              {"photos_per_second", evaluation.photosPerSecond},
              {"model", evaluation.model}};
    if (const auto& fit = evaluation.fit) {
        json["recall_at_1_fitted"] = fit->metrics.recallAt1;
        json["precision_at_k_fitted"] = fit->metrics.precisionAtK;
        json["map_fitted"] = fit->metrics.meanAveragePrecision;
        json["fit_photos"] = fit->verdict.photos;
        json["fit_labels"] = fit->verdict.labels;
        json["fit_on"] = fit->verdict.isOn;
        json["cv_gain"] = fit->verdict.gain;
        json["shuffled_gain"] = fit->verdict.shuffledGain;
        json["fit_reason"] = fit->verdict.reason.english();
    }
    return json;
}

std::vector<std::string> tableRow(const std::string& name, const RetrievalMetrics& metrics,
                                  const std::string& photosPerSecond)
{
    return {name,
            std::to_string(metrics.images),
            std::to_string(metrics.labels),
            fixed(metrics.recallAt1, 3),
            fixed(metrics.precisionAtK, 3),
            fixed(metrics.meanAveragePrecision, 3),
            photosPerSecond};
}

void printEvaluations(const std::vector<Evaluation>& evaluations, bool json)
{
    std::vector<std::vector<std::string>> table{
        {"Model", ">Images", ">Labels", ">Recall@1", ">Precision@k", ">mAP", ">Photos/s"}};
    for (const Evaluation& evaluation : evaluations) {
        if (json)
            printJson(jsonOf(evaluation));
        const RetrievalMetrics& metrics = evaluation.metrics;
        table.push_back(tableRow(evaluation.model, metrics, fixed(evaluation.photosPerSecond, 1)));
        if (evaluation.fit)
            table.push_back(tableRow(evaluation.model + ", fitted", evaluation.fit->metrics, ""));
        table.front()[4] = ">Precision@" + std::to_string(metrics.k);
    }
    if (json)
        return;
    printTable(table);
    for (const Evaluation& evaluation : evaluations)
        if (const auto& fit = evaluation.fit)
            printLine(evaluation.model + ": the fit would be " +
                      (fit->verdict.isOn ? "on. " : "refused. ") + fit->verdict.reason.english());
}

ExitCode evaluateFolder(const GlobalOptions& global, const EvaluateOptions& options)
{
    const Interrupt interrupt;
    const auto set = readLabelledFolder(options.folder, interrupt.token());
    if (!set)
        return couldNotRun(set.error());
    std::optional<LabelledFolder> taught;
    if (!options.fitFrom.empty()) {
        auto read = readLabelledFolder(options.fitFrom, interrupt.token());
        if (!read)
            return couldNotRun(read.error());
        taught = std::move(*read);
    }
    std::vector<std::string> models = global.models;
    if (models.empty())
        models.emplace_back();
    std::vector<Evaluation> evaluations;
    bool failed = false;
    for (const std::string& model : models) {
        const auto encoder = openEncoder(global, model);
        if (!encoder)
            return couldNotRun(encoder.error());
        printWarning((*encoder)->info());
        auto evaluation =
            evaluate(**encoder, *set, taught ? &*taught : nullptr, options.topK, interrupt.token());
        if (!evaluation)
            return couldNotRun(evaluation.error());
        failed = failed || evaluation->failed > 0;
        evaluations.push_back(std::move(*evaluation));
    }
    printEvaluations(evaluations, global.json);
    return failed ? ExitCode::SomeFailed : ExitCode::Done;
}

} // namespace

void addEvaluateCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "evaluate", "Measure retrieval (leave-one-out) on a folder with one subfolder per label");
    const auto options = std::make_shared<EvaluateOptions>();
    command->add_option("FOLDER", options->folder, "A folder with one subfolder per label")
        ->required();
    command->add_option("-k,--top-k", options->topK, "The k of precision@k")
        ->check(CLI::Range(std::size_t{1}, std::size_t{10'000}))
        ->capture_default_str();
    command
        ->add_option("--fit-from", options->fitFrom,
                     "Also measure with a fit to the labels of this folder, which has one "
                     "subfolder per label and other photos than FOLDER, and say whether a library "
                     "would use it (see fit)")
        ->type_name("FOLDER2");
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return evaluateFolder(global, *options); };
    });
}

} // namespace lookalike::cli
