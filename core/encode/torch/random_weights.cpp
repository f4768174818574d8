// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/json_file.h"
#include "core/encode/torch/registry.h"
#include "core/encode/torch/torch_encoder.h"
#include "core/encode/torch/weights.h"

#include <torch/torch.h>

namespace lookalike {

namespace {

constexpr std::uint64_t kMaxConfigBytes = 8U << 20;

} // namespace

Result<> writeRandomWeights(const std::filesystem::path& directory, std::uint64_t seed)
{
    const auto config = readJsonFile(directory / "config.json", kMaxConfigBytes);
    if (!config)
        return fail(config);
    auto model = createModel(*config, directory / "config.json");
    if (!model)
        return fail(model);
    const torch::NoGradGuard noGrad;
    torch::manual_seed(seed);
    // A new model is too regular: zero biases and scales of one would hide mistakes.
    for (torch::Tensor& tensor : (*model)->parameters())
        tensor.add_(0.1 * torch::randn_like(tensor));
    for (torch::Tensor& tensor : (*model)->buffers())
        if (tensor.is_floating_point())
            tensor.add_(0.1 * torch::rand_like(tensor));
    return saveWeights(**model, directory / "model.safetensors", Dtype::F32);
}

} // namespace lookalike
