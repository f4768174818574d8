// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_train/tune.h"

#include "app/lookalike_train/model_card.h"
#include "app/lookalike_train/progress.h"
#include "app/lookalike_train/tuning_photos.h"
#include "core/encode/model_directory.h"
#include "core/evaluate/tuning_gate.h"

#include <cstdint>
#include <cstdio>

namespace lookalike {

namespace {

constexpr std::uint64_t kGateSeed = 1;
/// Each photo so often is as much as small sets bear, and enough for large ones.
constexpr double kUsefulViews = 100;

void addTuning(CLI::App& command, TuneOptions& o)
{
    command.add_option("--model", o.model, "The general model: a directory or the name of one");
    command.add_option("--output", o.output, "The model directory to write")->required();
    command.add_option("--state", o.state, "Folder of the run, which goes on from it");
    command
        .add_option("--minutes", o.run.minutes,
                    "Length of the schedule by the clock; 20 unless steps are given")
        ->check(CLI::PositiveNumber);
    command.add_option("--steps", o.run.steps, "Length of the schedule in steps")
        ->check(CLI::PositiveNumber);
    command.add_flag("--estimate", o.onlyEstimate, "Only say how long it takes on this machine");
    command.add_flag("--always-export", o.alwaysExport,
                     "Write the model also where it does not win");
    command.add_option("--held-out", o.run.heldOut, "Share of the photos to measure by")
        ->check(CLI::Range(0.05, 0.5))
        ->capture_default_str();
    command.add_option("--batch", o.run.batch, "Views a step")
        ->check(CLI::Range(2, 4096))
        ->capture_default_str();
    command.add_option("--rate", o.run.rate, "Learning rate of the last layer")
        ->capture_default_str();
    command
        .add_option("--layer-decay", o.run.layerDecay,
                    "Of the rate, from a layer to the one before")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command.add_option("--relation", o.run.relationWeight, "Weight of the similarities")
        ->capture_default_str();
    command.add_option("--temperature", o.run.temperature, "Of the similarities")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command
        .add_option("--average-decay", o.run.averageDecay, "Of the moving average of the weights")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command
        .add_option("--distortion", o.run.distortion,
                    "Of colour, sharpness and so on, as a share of what run does")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command.add_option("--smallest-crop", o.run.smallestCrop, "Share of the photo's area")
        ->check(CLI::Range(0.05, 1.0))
        ->capture_default_str();
    command
        .add_option("--side", o.side,
                    "Pixels a side of the packed photos; 0: a third more than the model's")
        ->capture_default_str();
    command.add_flag("--bfloat16", o.run.bfloat16, "Compute in bfloat16");
    command.add_option("--seed", o.run.seed)->capture_default_str();
    command.add_option("--threads", o.run.threads, "CPU threads, 0 for all")->capture_default_str();
}

Result<std::vector<TuningFile>> filesOf(const TuneOptions& options, const std::stop_token& stop)
{
    if (options.run.selfSupervised)
        return unlabelledFiles(options.folder, stop);
    auto files = labelledFiles(options.folder, stop);
    if (!files || options.others.empty())
        return files;
    const auto others = unlabelledFiles(options.others, stop);
    if (!others)
        return fail(others);
    files->insert(files->end(), others->begin(), others->end());
    return files;
}

void printTuning(const training::FineTuneProgress& p)
{
    if (p.validation < 0) {
        std::printf("%5.1f %%  step %lld  %.0f views/s  left %s  loss %.4f\n", p.done * 100,
                    static_cast<long long>(p.step), p.viewsPerSecond,
                    clockText(p.secondsLeft).c_str(), p.loss);
    } else {
        std::printf("        held-out mAP %.4f (the general model %.4f, best %.4f)\n", p.validation,
                    p.general, p.best);
    }
    std::fflush(stdout);
}

Result<> printEstimate(const training::FineTuneOptions& run, const TuningPack& pack)
{
    const auto seconds = training::measureTuning(run);
    if (!seconds)
        return fail(seconds);
    const double views = static_cast<double>(pack.photos) * kUsefulViews;
    std::printf("%.1f views a second. To see each of %zu photos %.0f times takes about %s on this "
                "machine.\n",
                1 / *seconds, pack.photos, kUsefulViews, clockText(views * *seconds).c_str());
    return {};
}

void printVerdict(const TuningVerdict& verdict, bool labelled)
{
    std::printf("general model   mAP %.4f\n", verdict.general);
    if (labelled)
        std::printf("  with a fit    mAP %.4f (%s)\n", verdict.fitted,
                    verdict.isFitOn ? "on" : "off");
    std::printf("fine-tuned      mAP %.4f\n"
                "gain %.4f, standard error %.4f, with shuffled labels %.4f, kept of others %.2f\n"
                "%s: %s.\n",
                verdict.tuned, verdict.gain, verdict.error, verdict.shuffledGain,
                verdict.keptOthers, verdict.isOffered ? "Offered" : "Not offered",
                verdict.reason.english().c_str());
}

} // namespace

void addFineTune(CLI::App& app, TuneOptions& options)
{
    CLI::App* command = app.add_subcommand(
        "finetune", "Fine-tunes a model on labelled photos, and says whether that is worth using");
    command
        ->add_option("--photos", options.folder,
                     "Folder that holds one folder a label. Some photos are held out, and never "
                     "trained on")
        ->required();
    command->add_option(
        "--others", options.others,
        "Folder with photos of other kinds, which are to stay as alike as they are");
    addTuning(*command, options);
    command
        ->add_option("--same-label", options.run.sameLabelBonus, "Pull between photos of a label")
        ->capture_default_str();
    command->add_option("--labels", options.run.labelsWeight, "Weight of the labels themselves")
        ->capture_default_str();
    command->add_option("--others-share", options.run.othersShare, "Of a batch")
        ->check(CLI::Range(0.0, 0.9))
        ->capture_default_str();
}

void addAdapt(CLI::App& app, TuneOptions& options)
{
    options.run.selfSupervised = true;
    CLI::App* command = app.add_subcommand(
        "adapt", "Fine-tunes a model on photos without labels: changed views of a photo, copies, "
                 "bursts and raw files with their pictures belong together");
    command->add_option("--photos", options.folder, "Folder with photos")->required();
    addTuning(*command, options);
}

Result<> tune(const TuneOptions& options, const std::stop_token& stop)
{
    const auto directory = findModel(options.model);
    if (!directory)
        return fail(directory);
    const auto model = openModelDirectory(*directory);
    if (!model)
        return fail(model);
    training::FineTuneOptions run = options.run;
    if (run.steps == 0 && run.minutes <= 0)
        run.minutes = 20;
    run.model = *directory;
    run.state = options.state;
    if (run.state.empty()) {
        run.state = options.output;
        run.state += ".run";
    }
    std::error_code error;
    std::filesystem::create_directories(run.state, error);
    if (error)
        return fail(ErrorCode::IoError, "The folder of the run cannot be made"_msg, run.state);
    run.photos = run.state / "photos.safetensors";

    const auto files = filesOf(options, stop);
    if (!files)
        return fail(files);
    TuningPackOptions packing{run.photos, model->preprocess, options.side, run.selfSupervised};
    if (packing.side <= 0)
        packing.side = (model->preprocess.inputWidth() * 4 / 3 + 7) / 8 * 8;
    const auto pack = packForTuning(*files, packing, CountPrinter(), stop);
    if (!pack)
        return fail(pack);
    std::printf("%zu photos (%zu more cannot be read), %zu %s\n", pack->photos, pack->unreadable,
                pack->labels, run.selfSupervised ? "shots of several photos" : "labels");
    if (options.onlyEstimate)
        return printEstimate(run, *pack);

    const auto outcome = training::fineTune(run, printTuning, stop);
    if (!outcome)
        return fail(outcome);
    if (!outcome->isFinished)
        return fail(ErrorCode::Cancelled,
                    "Stopped after %1 steps. The same command goes on"_msg(outcome->steps));
    const auto verdict = judgeTuning(outcome->trial, kGateSeed, stop);
    if (!verdict)
        return fail(verdict);
    printVerdict(*verdict, !run.selfSupervised);
    if (!verdict->isOffered && !options.alwaysExport)
        return {};
    if (auto exported = training::exportTuned(run.state, options.output); !exported)
        return exported;
    const ModelCard card{model->name, pack->photos, pack->labels, !options.others.empty(),
                         run,         *outcome,     *verdict};
    return writeModelCard(card, options.output);
}

} // namespace lookalike
