// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/tuning_checkpoint.h"

#include <torch/torch.h>

#include <sstream>

namespace lookalike::training {

Result<> writeTuningCheckpoint(const std::filesystem::path& path,
                               const TuningCheckpoint& checkpoint)
{
    return writeTensorFile(path, checkpoint.tensors,
                           {{"run", checkpoint.run.dump()},
                            {"config", checkpoint.config.dump()},
                            {"preprocessor", checkpoint.preprocessor.dump()}});
}

Result<TuningCheckpoint> readTuningCheckpoint(const std::filesystem::path& path)
{
    auto file = readTensorFile(path);
    if (!file)
        return fail(file);
    TuningCheckpoint checkpoint;
    checkpoint.tensors = std::move(file->tensors);
    const auto part = [&](const char* name) {
        return nlohmann::json::parse(file->metadata[name], nullptr, false);
    };
    checkpoint.run = part("run");
    checkpoint.config = part("config");
    checkpoint.preprocessor = part("preprocessor");
    if (!checkpoint.run.is_object() || !checkpoint.config.is_object() ||
        !checkpoint.preprocessor.is_object())
        return fail(ErrorCode::Broken, "A checkpoint without a model's configuration"_msg, path);
    return checkpoint;
}

std::string photosKey(const PhotoSet& photos)
{
    // Sums that depend on the order of photos and of pixels in rows.
    const auto order = torch::arange(1, photos.size() + 1, torch::kInt64);
    const auto labels = (photos.label * order).sum().item<std::int64_t>();
    std::int64_t pixels = 0;
    for (std::int64_t i = 0; i < photos.size(); ++i) {
        const auto rows = photos.photos[i].flatten(1).sum(1, false, torch::kInt64);
        pixels += (i + 1) * (rows * torch::arange(1, rows.size(0) + 1)).sum().item<std::int64_t>();
    }
    std::ostringstream key;
    key << photos.size() << ' ' << photos.side() << ' ' << labels << ' ' << pixels;
    return key.str();
}

std::string weightsKey(const torch::nn::Module& model)
{
    const torch::NoGradGuard noGrad;
    double sum = 0;
    std::int64_t count = 0;
    for (const auto& parameter : model.parameters()) {
        sum += static_cast<double>(++count) * parameter.norm().item<double>();
        sum += parameter.sum().item<double>();
    }
    std::ostringstream key;
    key.precision(6); // that other processors, too, find the same
    key << count << ' ' << sum;
    return key.str();
}

} // namespace lookalike::training
