// SPDX-License-Identifier: GPL-3.0-or-later
// lookalike-train: makes an encoder of one's own.
#include "app/lookalike_train/pack.h"
#include "app/lookalike_train/progress.h"
#include "app/lookalike_train/tune.h"
#include "core/base/freed_memory.h"
#include "core/base/utf8_console.h"
#include "core/encode/torch/training/training.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <stop_token>
#include <thread>

namespace {

using namespace lookalike;
using namespace lookalike::training;

volatile std::sig_atomic_t interrupted = 0;

extern "C" void onInterrupt(int)
{
    interrupted = 1;
}

/// Turns Ctrl+C into a stop request, outside of the signal handler.
class InterruptWatcher {
public:
    InterruptWatcher()
        : m_thread([this](std::stop_token end) {
            while (!end.stop_requested()) {
                if (interrupted != 0)
                    m_source.request_stop();
                std::this_thread::sleep_for(std::chrono::milliseconds(200));
            }
        })
    {
        std::signal(SIGINT, onInterrupt);
        std::signal(SIGTERM, onInterrupt);
    }
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::jthread m_thread;
};

int failed(const Error& error)
{
    std::fprintf(stderr, "lookalike-train: %s\n", error.text().c_str());
    return 1;
}

void printProgress(const TrainingProgress& p)
{
    std::printf("%5.1f %%  step %lld  crops %lld  %.0f crops/s  left %s  loss %.4f  (%s)\n",
                p.done * 100, static_cast<long long>(p.step), static_cast<long long>(p.crops),
                p.cropsPerSecond, clockText(p.secondsLeft).c_str(), p.loss, p.parts.c_str());
    if (p.validation >= 0)
        std::printf("        validation mAP %.4f: %s\n", p.validation, p.validationGroups.c_str());
    std::fflush(stdout);
}

void addPack(CLI::App& app, PackOptions& options)
{
    CLI::App* pack = app.add_subcommand("pack", "Decodes photos once into one file of tensors");
    pack->add_option("--photos", options.photos, "Folder that holds SOURCE/LABEL/photo")
        ->required();
    pack->add_option("--output", options.output, "The file to write (.safetensors)")->required();
    pack->add_option("--side", options.side, "Pixels a side")->capture_default_str();
    pack->add_option("--unlabelled", options.unlabelled,
                     "Sources and label folders whose names say nothing")
        ->delimiter(',')
        ->capture_default_str();
}

void addTeach(CLI::App& app, TeachOptions& options)
{
    CLI::App* teach = app.add_subcommand("teach", "Writes a teacher's embeddings of packed photos");
    teach->add_option("--photos", options.photos, "Packed photos")->required();
    teach->add_option("--teacher", options.teacher, "The teacher's model directory")->required();
    teach->add_option("--output", options.output, "The file to write (.safetensors)")->required();
    teach->add_option("--first", options.first, "Photo to begin with")->capture_default_str();
    teach->add_option("--count", options.count, "How many photos, -1 for all")
        ->capture_default_str();
    teach->add_option("--threads", options.threads, "CPU threads, 0 for all")
        ->capture_default_str();
}

void addRun(CLI::App& app, TrainingOptions& o)
{
    CLI::App* run = app.add_subcommand("run", "Trains, or goes on with a run");
    run->add_option("--photos", o.photos, "Packed photos")->required();
    run->add_option("--teacher", o.teacher, "Embeddings by 'teach'; without, labels alone teach");
    run->add_option("--model", o.model, "Directory with config.json: architecture and start")
        ->required();
    run->add_flag("--from-scratch", o.fromScratch, "Ignore the weights of --model");
    run->add_option("--output", o.output, "Folder for the checkpoint")->required();
    run->add_option("--hold-out", o.holdOut,
                    "Sources kept for validation; SOURCE:N keeps every N-th label")
        ->delimiter(',');
    run->add_option("--minutes", o.minutes, "Length of the schedule by the clock");
    run->add_option("--steps", o.steps, "Length of the schedule in steps");
    run->add_option("--batch", o.batch, "Crops a step")->capture_default_str();
    run->add_option("--sizes", o.sizes, "Pixels a side, growing")
        ->delimiter(',')
        ->capture_default_str();
    run->add_option("--size-shares", o.sizeShares, "Share of the schedule of each size")
        ->delimiter(',')
        ->capture_default_str();
    run->add_option("--validation-size", o.validationSize, "Pixels a side")->capture_default_str();
    run->add_option("--checkpoint-minutes", o.checkpointMinutes)->capture_default_str();
    run->add_option("--validation-minutes", o.validationMinutes)->capture_default_str();
    run->add_option("--average-decay", o.averageDecay, "Of the moving average of the weights")
        ->capture_default_str();
    run->add_option("--relation", o.relationWeight, "Weight of the relational loss")
        ->capture_default_str();
    run->add_option("--feature", o.featureWeight, "Weight of the teacher's embedding")
        ->capture_default_str();
    run->add_option("--classes", o.classesWeight, "Weight of the teacher's classes")
        ->capture_default_str();
    run->add_option("--labels", o.labelsWeight, "Weight of the photos' labels")
        ->capture_default_str();
    run->add_option("--same-label", o.sameLabelBonus, "Pull between photos of one label")
        ->capture_default_str();
    run->add_option("--teacher-temperature", o.teacherTemperature)->capture_default_str();
    run->add_option("--student-temperature", o.studentTemperature)->capture_default_str();
    run->add_option("--matrix-rate", o.matrixRate, "Learning rate of Muon")->capture_default_str();
    run->add_option("--vector-rate", o.vectorRate, "Learning rate of AdamW, model")
        ->capture_default_str();
    run->add_option("--head-rate", o.headRate, "Learning rate of AdamW, heads")
        ->capture_default_str();
    run->add_option("--smallest-crop", o.smallestCrop, "Share of the photo's area")
        ->capture_default_str();
    run->add_flag("!--float32", o.bfloat16, "No bfloat16");
    run->add_option("--seed", o.seed)->capture_default_str();
    run->add_option("--threads", o.threads, "CPU threads, 0 for all")->capture_default_str();
}

void addExport(CLI::App& app, ExportOptions& options)
{
    CLI::App* sub =
        app.add_subcommand("export", "Writes the averaged weights as a model directory");
    sub->add_option("--checkpoint", options.checkpoint, "The run's output folder")->required();
    sub->add_option("--photos", options.photos, "Packed photos")->required();
    sub->add_option("--output", options.output, "The model directory to write")->required();
    sub->add_option("--hold-out", options.holdOut, "As in training")->delimiter(',');
    sub->add_option("--size", options.size, "Pixels a side that the model is to see")
        ->capture_default_str();
    sub->add_option("--threads", options.threads, "CPU threads, 0 for all")->capture_default_str();
}

} // namespace

int main(int argc, char** argv)
{
    const Utf8Console console;
    keepFreedMemory(512); // of one layer for the next
    CLI::App app("Trains an image encoder for Lookalike");
    app.require_subcommand(1);
    PackOptions packing;
    TeachOptions teaching;
    TrainingOptions training;
    ExportOptions exporting;
    TuneOptions tuning;
    TuneOptions adapting;
    std::string device = "auto";
    app.add_option("--device", device, "auto, cpu or cuda")->capture_default_str();
    addPack(app, packing);
    addTeach(app, teaching);
    addRun(app, training);
    addExport(app, exporting);
    addFineTune(app, tuning);
    addAdapt(app, adapting);
    CLI11_PARSE(app, argc, argv);

    const auto kind = parseDevice(device);
    if (!kind)
        return failed(kind.error());
    teaching.device = *kind;
    training.device = *kind;
    tuning.run.device = *kind;
    adapting.run.device = *kind;
    const InterruptWatcher watcher;
    Result<> result;
    if (app.got_subcommand("pack")) {
        result = pack(packing, CountPrinter(), watcher.token());
    } else if (app.got_subcommand("teach")) {
        result = teach(teaching, CountPrinter(), watcher.token());
    } else if (app.got_subcommand("run")) {
        if (auto trained = train(training, printProgress, watcher.token()); !trained)
            result = fail(trained);
    } else if (app.got_subcommand("finetune")) {
        result = tune(tuning, watcher.token());
    } else if (app.got_subcommand("adapt")) {
        result = tune(adapting, watcher.token());
    } else {
        result = exportModel(exporting);
    }
    return result ? 0 : failed(result.error());
}
