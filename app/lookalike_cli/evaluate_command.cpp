// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"
#include "app/lookalike_cli/terminal.h"
#include "core/evaluate/labelled_folder.h"
#include "core/evaluate/photo_embedder.h"
#include "core/evaluate/retrieval_metrics.h"
#include "core/image/worker/worker_decoder.h"

#include <chrono>
#include <memory>

namespace lookalike::cli {

namespace {

struct EvaluateOptions {
    std::filesystem::path folder;
    std::size_t topK = 5;
};

struct Evaluation {
    std::string model;
    RetrievalMetrics metrics;
    std::size_t failed = 0;
    double photosPerSecond = 0; ///< decoding included
};

Result<Evaluation> evaluate(const Encoder& encoder, const LabelledFolder& set, std::size_t topK,
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
    const auto begin = std::chrono::steady_clock::now();
    const auto embedded = embedFiles(set.files, *decoder, encoder, onFile, stop);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    if (!embedded)
        return fail(embedded);
    line.wipe();

    Evaluation evaluation;
    evaluation.model = encoder.info().space.model;
    evaluation.photosPerSecond = static_cast<double>(set.files.size()) / took.count();
    std::vector<float> rows;
    std::vector<int> labels;
    const auto dim = static_cast<std::size_t>(embedded->dim);
    for (std::size_t i = 0; i < set.files.size(); ++i) {
        if (const auto& error = embedded->errors[i]) {
            printError(error->text());
            ++evaluation.failed;
            continue;
        }
        const auto row = std::span(embedded->embeddings).subspan(i * dim, dim);
        rows.insert(rows.end(), row.begin(), row.end());
        labels.push_back(set.labels[i]);
    }
    evaluation.metrics = measureRetrieval(labels, topK, rows, embedded->dim);
    return evaluation;
}

void printEvaluations(const std::vector<Evaluation>& evaluations, bool json)
{
    std::vector<std::vector<std::string>> table{
        {"Model", ">Images", ">Labels", ">Recall@1", ">Precision@k", ">mAP", ">Photos/s"}};
    for (const Evaluation& evaluation : evaluations) {
        const RetrievalMetrics& metrics = evaluation.metrics;
        if (json)
            printJson(Json{{"images", metrics.images},
                           {"labels", metrics.labels},
                           {"k", metrics.k},
                           {"recall_at_1", metrics.recallAt1},
                           {"precision_at_k", metrics.precisionAtK},
                           {"map", metrics.meanAveragePrecision},
                           {"failed", evaluation.failed},
                           {"photos_per_second", evaluation.photosPerSecond},
                           {"model", evaluation.model}});
        table.push_back({evaluation.model, std::to_string(metrics.images),
                         std::to_string(metrics.labels), fixed(metrics.recallAt1, 3),
                         fixed(metrics.precisionAtK, 3), fixed(metrics.meanAveragePrecision, 3),
                         fixed(evaluation.photosPerSecond, 1)});
        table.front()[4] = ">Precision@" + std::to_string(metrics.k);
    }
    if (!json)
        printTable(table);
}

ExitCode evaluateFolder(const GlobalOptions& global, const EvaluateOptions& options)
{
    const Interrupt interrupt;
    const auto set = readLabelledFolder(options.folder, interrupt.token());
    if (!set)
        return couldNotRun(set.error());
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
        auto evaluation = evaluate(**encoder, *set, options.topK, interrupt.token());
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
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return evaluateFolder(global, *options); };
    });
}

} // namespace lookalike::cli
