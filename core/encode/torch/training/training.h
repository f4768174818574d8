// SPDX-License-Identifier: GPL-3.0-or-later
// Training an encoder from a set of photos, an objective and a starting model. Runs on the CPU and
// on CUDA. Torch stays behind this header.
#pragma once

#include "core/base/result.h"
#include "core/encode/encoder.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike::training {

/// Where a run stands; once a second or so, and after every validation.
struct TrainingProgress {
    std::int64_t step = 0;
    std::int64_t crops = 0;
    double done = 0; ///< share of the schedule, 0..1
    double secondsLeft = 0;
    double cropsPerSecond = 0;
    double loss = 0;
    std::string parts;      ///< the losses one by one, for the user
    double validation = -1; ///< mean average precision over the groups; -1 between validations
    std::string validationGroups; ///< group by group, with the teacher's, for the user
};

using ProgressCallback = std::function<void(const TrainingProgress&)>;

/// What a run leaves in its output folder.
inline constexpr const char* kCheckpointFile = "checkpoint.safetensors";

/// One training run. Sizes are pixels a side.
struct TrainingOptions {
    std::filesystem::path photos;  ///< packed photos
    std::filesystem::path teacher; ///< teach()'s file for the same photos; may be empty
    std::filesystem::path model;   ///< a directory with config.json and preprocessor_config.json
    bool fromScratch = false;      ///< random weights, although the directory may hold some
    std::filesystem::path output;  ///< folder for the checkpoint; training resumes from one there
    std::vector<std::string> holdOut;                ///< see splitPhotos()
    std::vector<std::int64_t> sizes{64, 80, 96};     ///< one after the other, the last at the end
    std::vector<double> sizeShares{0.35, 0.35, 0.3}; ///< of the schedule, as many as sizes
    std::int64_t validationSize = 96;
    std::int64_t batch = 128;
    std::int64_t steps = 0; ///< length of the schedule, or
    double minutes = 0;     ///< the same by the clock, over all resumed parts together
    double checkpointMinutes = 3;
    double validationMinutes = 6;
    double averageDecay = 0.998; ///< of the exponential moving average of the weights
    double relationWeight = 1;
    double featureWeight = 2;
    double classesWeight = 0.5;
    double labelsWeight = 0.2;
    double sameLabelBonus = 1;
    double teacherTemperature = 0.1;
    double studentTemperature = 0.07;
    double matrixRate = 0.04;
    double vectorRate = 2e-3;
    double headRate = 2e-3;
    double smallestCrop = 0.35;
    bool bfloat16 = true;
    std::uint64_t seed = 1;
    int threads = 0; ///< of the CPU; 0 for all
    DeviceKind device = DeviceKind::Auto;
};

/// Trains until the schedule ends or `stop` asks (then a checkpoint is written and the run can be
/// resumed). Returns the last validation's mean average precision.
[[nodiscard]] Result<double> train(const TrainingOptions& options, const ProgressCallback& progress,
                                   std::stop_token stop = {});

struct ExportOptions {
    std::filesystem::path checkpoint; ///< the folder of a run
    std::filesystem::path photos;     ///< for the batch statistics
    std::filesystem::path output;     ///< the new model directory
    std::vector<std::string> holdOut; ///< as in training
    std::int64_t size = 96;           ///< what the exported model is to see
    int threads = 0;
};

/// Writes the averaged weights as a Hugging Face directory, float16: config.json,
/// preprocessor_config.json and model.safetensors. Statistics of batch normalisation are measured
/// anew at `size`.
[[nodiscard]] Result<> exportModel(const ExportOptions& options);

struct TeachOptions {
    std::filesystem::path photos;
    std::filesystem::path teacher; ///< a model directory
    std::filesystem::path output;
    std::int64_t first = 0;  ///< photo to begin with
    std::int64_t count = -1; ///< how many; -1 for all that follow
    int threads = 0;
    DeviceKind device = DeviceKind::Auto;
};

/// Writes a teacher's embedding of every photo (the whole picture at the teacher's size, bicubic)
/// and the weights of its classifier where it has one. `progress` gets photos done.
[[nodiscard]] Result<>
teach(const TeachOptions& options,
      const std::function<void(std::int64_t done, std::int64_t total)>& progress,
      std::stop_token stop = {});

} // namespace lookalike::training
