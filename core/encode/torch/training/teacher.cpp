// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/photo_set.h"
#include "core/encode/torch/training/student.h"
#include "core/encode/torch/training/training.h"

#include <algorithm>

namespace lookalike::training {

namespace {

constexpr std::int64_t kTeachBatch = 32;

/// A linear classifier over the embedding, as ViT and DeiT checkpoints hold it.
void copyClassifier(const std::filesystem::path& directory, std::int64_t dim, NamedTensors& tensors)
{
    auto weights = readTensorFile(directory / "model.safetensors");
    if (!weights)
        return;
    const auto weight = weights->tensors.find("classifier.weight");
    const auto bias = weights->tensors.find("classifier.bias");
    if (weight == weights->tensors.end() || bias == weights->tensors.end())
        return;
    if (weight->second.dim() != 2 || weight->second.size(1) != dim)
        return;
    tensors["classifier.weight"] = weight->second.to(torch::kFloat16);
    tensors["classifier.bias"] = bias->second.to(torch::kFloat16);
}

Result<> teachOrThrow(const TeachOptions& options,
                      const std::function<void(std::int64_t, std::int64_t)>& progress,
                      std::stop_token stop)
{
    auto device = trainingDevice(options.device, options.threads);
    if (!device)
        return fail(device);
    auto photos = loadPhotoSet(options.photos);
    if (!photos)
        return fail(photos);
    auto teacher = loadStudent(options.teacher, false);
    if (!teacher)
        return fail(teacher);
    teacher->model->to(*device);

    const std::int64_t first = std::clamp<std::int64_t>(options.first, 0, photos->size());
    const std::int64_t left = photos->size() - first;
    const std::int64_t total = options.count < 0 ? left : std::min(options.count, left);
    if (total == 0)
        return fail(ErrorCode::InvalidArgument, "There are no such photos"_msg);
    const std::int64_t size = teacher->preprocess.inputWidth();
    auto embeddings = torch::empty({total, teacher->model->dim()}, torch::kFloat16);
    for (std::int64_t done = 0; done < total && !stop.stop_requested(); done += kTeachBatch) {
        const std::int64_t end = std::min(done + kTeachBatch, total);
        const auto indices = torch::arange(first + done, first + end, torch::kInt64);
        embeddings.slice(0, done, end)
            .copy_(teacher->embedWhole(photos->photos, indices, size, device->is_cuda()));
        if (progress)
            progress(end, total);
    }
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Stopped before the last photo"_msg);
    NamedTensors tensors{{"embedding", embeddings}};
    copyClassifier(options.teacher, teacher->model->dim(), tensors);
    return writeTensorFile(options.output, tensors);
}

} // namespace

Result<> teach(const TeachOptions& options,
               const std::function<void(std::int64_t, std::int64_t)>& progress,
               std::stop_token stop)
{
    try {
        return teachOrThrow(options, progress, stop);
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "The teacher failed: %1"_msg(error.what()));
    }
}

} // namespace lookalike::training
