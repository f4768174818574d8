// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/fine_tuning.h"

#include "core/encode/json_file.h"
#include "core/encode/torch/training/fine_tuner.h"
#include "core/encode/torch/training/tuning_checkpoint.h"
#include "core/encode/torch/weights.h"

#include <array>
#include <chrono>
#include <string_view>
#include <utility>

namespace lookalike::training {

namespace {

constexpr int kWarmSteps = 2;
constexpr int kMeasuredSteps = 4;

Result<> checkTuning(const FineTuneOptions& options)
{
    if ((options.steps > 0) == (options.minutes > 0))
        return fail(ErrorCode::InvalidArgument, "Give a number of steps or of minutes"_msg);
    if (options.batch < 2)
        return fail(ErrorCode::InvalidArgument, "A batch is at least two photos"_msg);
    if (!(options.heldOut > 0 && options.heldOut <= 0.5))
        return fail(ErrorCode::InvalidArgument, "Up to half of the photos are held out"_msg);
    return {};
}

/// Runs `work` behind the wall that exceptions of LibTorch do not pass.
template <class Work>
auto guardedTuning(const Work& work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "Fine-tuning failed: %1"_msg(error.what()));
    }
}

/// The configuration of the model without a classifier, which is not exported.
nlohmann::json withoutClassifier(nlohmann::json config)
{
    constexpr std::array<std::pair<std::string_view, const char*>, 8> kClasses{{
        {"vit", "ViTModel"},
        {"deit", "DeiTModel"},
        {"resnet", "ResNetModel"},
        {"convnext", "ConvNextModel"},
        {"convnextv2", "ConvNextV2Model"},
        {"dinov2", "Dinov2Model"},
        {"regnet", "RegNetModel"},
        {"swin", "SwinModel"},
    }};
    const std::string type = config.value("model_type", std::string());
    for (const char* key :
         {"architectures", "id2label", "label2id", "num_labels", "problem_type", "_name_or_path"})
        config.erase(key);
    for (const auto& [modelType, name] : kClasses)
        if (type == modelType)
            config["architectures"] = {name};
    return config;
}

} // namespace

Result<FineTuneOutcome> fineTune(const FineTuneOptions& options,
                                 const std::function<void(const FineTuneProgress&)>& progress,
                                 std::stop_token stop)
{
    if (auto checked = checkTuning(options); !checked)
        return fail(checked);
    return guardedTuning([&]() -> Result<FineTuneOutcome> {
        std::filesystem::create_directories(options.state);
        FineTuner tuner(options, progress);
        if (auto prepared = tuner.prepare(); !prepared)
            return fail(prepared);
        if (auto loaded = tuner.loadCheckpoint(); !loaded)
            return fail(loaded);
        if (auto ran = tuner.run(stop); !ran)
            return fail(ran);
        return tuner.outcome();
    });
}

Result<double> measureTuning(const FineTuneOptions& options)
{
    return guardedTuning([&]() -> Result<double> {
        FineTuneOptions few = options;
        few.minutes = 0;
        few.steps = kWarmSteps + kMeasuredSteps;
        std::filesystem::create_directories(options.state);
        FineTuner tuner(few, {});
        if (auto prepared = tuner.prepare(); !prepared)
            return fail(prepared);
        for (int i = 0; i < kWarmSteps; ++i)
            tuner.step();
        const auto begin = std::chrono::steady_clock::now();
        for (int i = 0; i < kMeasuredSteps; ++i)
            tuner.step();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        return taken.count() / static_cast<double>(kMeasuredSteps * options.batch);
    });
}

Result<> exportTuned(const std::filesystem::path& state, const std::filesystem::path& output)
{
    return guardedTuning([&]() -> Result<> {
        auto checkpoint = readTuningCheckpoint(state / kTuningCheckpointFile);
        if (!checkpoint)
            return fail(checkpoint);
        std::filesystem::create_directories(output);
        const nlohmann::json config = withoutClassifier(checkpoint->config);
        if (auto written = writeJsonFile(output / "config.json", config); !written)
            return written;
        if (auto written =
                writeJsonFile(output / "preprocessor_config.json", checkpoint->preprocessor);
            !written)
            return written;
        auto student = loadStudent(output, true);
        if (!student)
            return fail(student);
        if (auto restored = restoreState(*student->model, checkpoint->tensors, "best."); !restored)
            return restored;
        return saveWeights(*student->model, output / "model.safetensors", Dtype::F16);
    });
}

} // namespace lookalike::training
