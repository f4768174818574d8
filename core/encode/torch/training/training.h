// SPDX-License-Identifier: GPL-3.0-or-later
// Trains an encoder from a set of photos, an objective and a starting model, on the CPU or with
// CUDA. This header does not expose LibTorch.
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

/// The state of a run. Reported about once a second and after every validation.
struct TrainingProgress {
    std::int64_t step = 0;
    std::int64_t crops = 0;
    double done = 0; ///< share of the schedule, 0..1
    double secondsLeft = 0;
    double cropsPerSecond = 0;
    double loss = 0;
    std::string parts;            ///< the individual losses, for the user
    double validation = -1;       ///< mean average precision over the groups; -1 if not measured
    std::string validationGroups; ///< per group, with the teacher's value, for the user
};

using ProgressCallback = std::function<void(const TrainingProgress&)>;

/// The file that a run leaves in its output folder.
inline constexpr const char* kCheckpointFile = "checkpoint.safetensors";

/// Options of a training run. Sizes are side lengths in pixels.
struct TrainingOptions {
    std::filesystem::path photos;  ///< packed photos
    std::filesystem::path teacher; ///< written by teach() for the same photos; may be empty
    std::filesystem::path model;   ///< a directory with config.json and preprocessor_config.json
    bool fromScratch = false;      ///< ignores the directory's weights and starts with random ones
    std::filesystem::path output;  ///< folder of the checkpoint; a run resumes from an existing one
    std::vector<std::string> holdOut;                ///< see splitPhotos()
    std::vector<std::int64_t> sizes{64, 80, 96};     ///< used in this order
    std::vector<double> sizeShares{0.35, 0.35, 0.3}; ///< of the schedule; as many as sizes
    std::int64_t validationSize = 96;
    std::int64_t batch = 128;
    std::int64_t steps = 0; ///< length of the schedule, or
    double minutes = 0;     ///< its length in time, over all resumed parts together
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
    int threads = 0; ///< CPU threads; 0 for all
    DeviceKind device = DeviceKind::Auto;
};

/// Trains until the schedule ends or a stop is requested; the run then writes a checkpoint and can
/// be resumed. Returns the mean average precision of the last validation.
[[nodiscard]] Result<double> train(const TrainingOptions& options, const ProgressCallback& progress,
                                   std::stop_token stop = {});

struct ExportOptions {
    std::filesystem::path checkpoint; ///< the folder of a run
    std::filesystem::path photos;     ///< for the batch statistics
    std::filesystem::path output;     ///< the new model directory
    std::vector<std::string> holdOut; ///< as in training
    std::int64_t size = 96;           ///< input size of the exported model
    int threads = 0;
};

/// Writes the averaged weights as a Hugging Face directory, float16: config.json,
/// preprocessor_config.json and model.safetensors. Recomputes the statistics of batch normalisation
/// at `size`.
[[nodiscard]] Result<> exportModel(const ExportOptions& options);

struct TeachOptions {
    std::filesystem::path photos;
    std::filesystem::path teacher; ///< a model directory
    std::filesystem::path output;
    std::int64_t first = 0;  ///< index of the first photo
    std::int64_t count = -1; ///< how many; -1 for all that follow
    int threads = 0;
    DeviceKind device = DeviceKind::Auto;
};

/// Writes a teacher's embedding of every photo (the whole picture at the teacher's size, bicubic)
/// and the weights of its classifier if it has one. `progress` receives the number of photos done.
[[nodiscard]] Result<>
teach(const TeachOptions& options,
      const std::function<void(std::int64_t done, std::int64_t total)>& progress,
      std::stop_token stop = {});

} // namespace lookalike::training
