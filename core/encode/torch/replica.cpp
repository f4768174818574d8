// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/replica.h"

#include "core/encode/torch/convolution_check.h"
#include "core/encode/torch/device.h"
#include "core/encode/torch/weights.h"

#include <torch/torch.h>

#include <algorithm>
#include <cstring>

namespace lookalike {

Replica::Replica(VisionModelPtr model, const PreprocessSpec& preprocess, torch::Device device,
                 torch::ScalarType type)
    : m_model(std::move(model))
    , m_device(device)
    , m_type(type)
{
    const auto std = torch::tensor(at::ArrayRef<float>(preprocess.std)).view({1, 3, 1, 1});
    const auto mean = torch::tensor(at::ArrayRef<float>(preprocess.mean)).view({1, 3, 1, 1});
    m_scale = (preprocess.rescaleFactor / std).to(device);
    m_offset = (-mean / std).to(device);
    const torch::NoGradGuard noGrad;
    if (device.is_cpu())
        m_warning = avoidWrongConvolutions(*m_model);
    m_model->prepareForInference();
    m_model->to(device);
    const auto convert = [type](torch::Tensor tensor) {
        if (tensor.is_floating_point())
            tensor.set_data(tensor.to(type));
    };
    for (torch::Tensor tensor : m_model->parameters())
        convert(tensor);
    for (torch::Tensor tensor : m_model->buffers())
        convert(tensor);
}

Result<std::shared_ptr<const Replica>> Replica::load(const ModelDirectory& directory,
                                                     torch::Device device, torch::ScalarType type)
{
    const auto family = findFamily(directory.modelType);
    if (!family)
        return fail(family.error().code, family.error().message, directory.path);
    auto weights = WeightFiles::open(directory.weightFiles);
    if (!weights)
        return fail(weights);
    const UnsetWeights unset;
    auto model =
        createModel(directory.config, directory.path / "config.json", weights->stored(**family));
    if (!model)
        return fail(model);
    const PreprocessSpec& preprocess = directory.preprocess;
    const std::array<std::int64_t, 2> given{preprocess.inputHeight(), preprocess.inputWidth()};
    const std::int64_t least = (*model)->smallestSide();
    if (std::min(given[0], given[1]) < least)
        return fail(ErrorCode::Unsupported,
                    "The preprocessing produces pictures of %1 x %2 pixels, but the model "
                    "needs %3 or more on each side"_msg(given[1], given[0], least),
                    directory.path);
    const auto size = (*model)->inputSize();
    if (size && *size != given)
        return fail(ErrorCode::Broken,
                    "The preprocessing produces pictures of %1 x %2 pixels, but the model "
                    "takes %3 x %4"_msg(preprocess.inputWidth(), preprocess.inputHeight(),
                                        (*size)[1], (*size)[0]),
                    directory.path);
    if (auto loaded = weights->loadInto(**model, **family); !loaded)
        return fail(loaded);
    try {
        return std::shared_ptr<const Replica>(
            new Replica(std::move(*model), preprocess, device, type));
    } catch (const std::exception& exception) {
        return fail(ErrorCode::OutOfMemory,
                    "The model cannot be moved to the device: %1"_msg(torchMessage(exception)),
                    directory.path);
    }
}

torch::Tensor Replica::stage(std::span<const Image> images) const
{
    const std::int64_t height = images.front().height;
    const std::int64_t width = images.front().width;
    const auto count = static_cast<std::int64_t>(images.size());
    auto bytes =
        torch::empty({count, height, width, 3},
                     torch::TensorOptions().dtype(torch::kByte).pinned_memory(m_device.is_cuda()));
    std::uint8_t* out = bytes.data_ptr<std::uint8_t>();
    for (const Image& image : images) {
        std::memcpy(out, image.pixels.data(), image.bytes());
        out += image.bytes();
    }
    return bytes;
}

torch::Tensor Replica::run(const torch::Tensor& pixels) const
{
    const torch::InferenceMode inference;
    auto x = pixels.to(m_device, /*non_blocking=*/true);
    if (x.scalar_type() == torch::kByte)
        x = x.permute({0, 3, 1, 2}).to(torch::kFloat).mul_(m_scale).add_(m_offset);
    x = x.to(m_type).contiguous();
    return m_model->forward(x).to(torch::kCPU, torch::kFloat).contiguous();
}

} // namespace lookalike
