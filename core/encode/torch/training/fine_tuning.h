// SPDX-License-Identifier: GPL-3.0-or-later
// Fine-tunes a trained encoder on the user's own photos: with labels, or without. This header does
// not expose LibTorch.
#pragma once

#include "core/base/result.h"
#include "core/encode/encoder.h"
#include "core/encode/torch/training/tuning_trial.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike::training {

/// Options of a run. Of the rates and weights that were tried on small labelled sets, these did
/// best.
struct FineTuneOptions {
    std::filesystem::path photos; ///< packed photos, seen as the model sees them
    std::filesystem::path model;  ///< the general model's directory, with weights
    std::filesystem::path state;  ///< folder of the checkpoint; a run resumes from an existing one
    /// Labels are shots (copies, bursts, a raw file and its JPEG), and changed views of a photo
    /// belong together. Otherwise labels are the user's, and photos without one are others.
    bool selfSupervised = false;
    double heldOut = 0.25; ///< share of the photos that are never trained on
    double minutes = 0;    ///< length of the schedule over all resumed parts together, or
    std::int64_t steps = 0;
    std::int64_t batch = 64; ///< views a step
    double rate = 3e-4;      ///< of the last layer; see LayerRates
    double layerDecay = 0.5; ///< of the rate, from a layer to the one before it
    double headRate = 2e-3;
    double relationWeight = 1;
    double labelsWeight = 0.5;
    double sameLabelBonus = 5; ///< of photos of a label over the general model's similarity
    double temperature = 0.07;
    double othersShare = 0.25;  ///< of a batch, where there are others
    double averageDecay = 0.98; ///< of the moving average of the weights
    double smallestCrop = 0.4;  ///< share of the photo's area
    double distortion = 1;      ///< share of the changes that AugmentationSpec makes
    std::int64_t validations = 10;
    double checkpointMinutes = 2;
    bool bfloat16 = false;
    std::uint64_t seed = 1;
    int threads = 0; ///< CPU threads; 0 for all
    DeviceKind device = DeviceKind::Auto;
};

/// The state of a run. Reported every few seconds and after every validation.
struct FineTuneProgress {
    std::int64_t step = 0;
    double done = 0; ///< share of the schedule, 0..1
    double secondsLeft = 0;
    double viewsPerSecond = 0;
    double loss = 0;
    double validation = -1; ///< mean average precision of held-out photos; -1 if not measured
    double best = 0;        ///< of the validations until now
    double general = 0;     ///< the general model's
};

/// What a run has come to.
struct FineTuneOutcome {
    bool isFinished = false; ///< false after a stop: another run goes on
    std::int64_t steps = 0;
    double seconds = 0;                ///< of training, over all parts
    std::int64_t training = 0;         ///< photos trained on
    std::vector<std::int64_t> heldOut; ///< packed photos that were not, ascending
    std::int64_t bestStep = 0;         ///< 0: the general model's own weights did best
    double best = 0;
    double general = 0;
    TuningTrial trial; ///< for judgeTuning()
};

/// Trains until the schedule ends or a stop is requested; either way a checkpoint is left. It keeps
/// the weights that did best on held-out photos, beginning with the general model's own. Near
/// copies of a photo are held out with it. Fails with Conflict where the checkpoint
/// belongs to other photos, another model or another kind of run, and with Unsupported for models
/// that know words, which would no longer fit.
[[nodiscard]] Result<FineTuneOutcome>
fineTune(const FineTuneOptions& options,
         const std::function<void(const FineTuneProgress&)>& progress, std::stop_token stop = {});

/// Runs a few steps and forgets them. Returns the seconds that a view takes on this machine.
[[nodiscard]] Result<double> measureTuning(const FineTuneOptions& options);

/// Writes the best weights of a run as a Hugging Face directory, float16: config.json,
/// preprocessor_config.json and model.safetensors.
[[nodiscard]] Result<> exportTuned(const std::filesystem::path& state,
                                   const std::filesystem::path& output);

} // namespace lookalike::training
