// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/student.h"

#include "core/encode/model_directory.h"
#include "core/encode/torch/training/augmentation.h"
#include "core/encode/torch/weights.h"

#include <ATen/autocast_mode.h>

#include <algorithm>
#include <fstream>

namespace lookalike::training {

namespace {

constexpr std::int64_t kEmbedBatch = 64;
constexpr std::uintmax_t kMaxJson = 1U << 20;

void setAutocast(const torch::Device& device, bool enabled)
{
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    at::autocast::set_autocast_enabled(device.type(), enabled);
    at::autocast::set_autocast_dtype(device.type(), torch::kBFloat16);
#else
    if (device.is_cuda()) {
        at::autocast::set_enabled(enabled);
        at::autocast::set_autocast_gpu_dtype(torch::kBFloat16);
    } else {
        at::autocast::set_cpu_enabled(enabled);
        at::autocast::set_autocast_cpu_dtype(torch::kBFloat16);
    }
#endif
}

Result<nlohmann::json> readJson(const std::filesystem::path& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error)
        return fail(ErrorCode::NotFound, "The model lacks a file"_msg, path);
    if (size > kMaxJson)
        return fail(ErrorCode::TooLarge, "The file is too large"_msg, path);
    std::ifstream stream(path, std::ios::binary);
    auto json = nlohmann::json::parse(stream, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::Broken, "Not a JSON object"_msg, path);
    return json;
}

template <class Visit>
void visitBatchNorms(torch::nn::Module& model, const Visit& visit)
{
    for (const auto& module : model.modules())
        if (auto* norm = module->as<torch::nn::BatchNorm2dImpl>())
            visit(*norm);
}

} // namespace

MixedPrecision::MixedPrecision(bool enabled, const torch::Device& device)
    : m_enabled(enabled)
    , m_device(device)
{
    if (m_enabled)
        setAutocast(m_device, true);
}

MixedPrecision::~MixedPrecision()
{
    if (!m_enabled)
        return;
    setAutocast(m_device, false);
    at::autocast::clear_cache(); // it holds the weights from before the next step
}

torch::Device Student::device() const
{
    return model->parameters().front().device();
}

torch::Tensor Student::embed(const torch::Tensor& pixels, bool bfloat16) const
{
    const auto& m = preprocess.mean;
    const auto& s = preprocess.std;
    const auto mean = torch::tensor({m[0], m[1], m[2]}).view({1, 3, 1, 1}).to(pixels.device());
    const auto std = torch::tensor({s[0], s[1], s[2]}).view({1, 3, 1, 1}).to(pixels.device());
    const auto input = ((pixels - mean) / std).contiguous(at::MemoryFormat::ChannelsLast);
    const MixedPrecision precision(bfloat16, pixels.device());
    return model->forward(input).to(torch::kFloat32);
}

torch::Tensor Student::embedWhole(const torch::Tensor& photos, const torch::Tensor& indices,
                                  std::int64_t size, bool bfloat16) const
{
    const torch::NoGradGuard noGrad;
    model->eval();
    const bool bicubic = preprocess.resample == Resample::Bicubic;
    std::vector<torch::Tensor> parts;
    for (const auto& some : indices.split(kEmbedBatch)) {
        const auto batch = photos.index_select(0, some).to(device());
        parts.push_back(embed(wholePhotos(batch, size, bicubic), bfloat16).to(torch::kCPU));
    }
    return torch::cat(parts);
}

void Student::recalibrate(const torch::Tensor& photos, const torch::Tensor& indices,
                          std::int64_t size, bool bfloat16) const
{
    const torch::NoGradGuard noGrad;
    std::vector<c10::optional<double>> momenta;
    visitBatchNorms(*model, [&](torch::nn::BatchNorm2dImpl& norm) {
        momenta.push_back(norm.options.momentum());
        norm.reset_running_stats();
        norm.options.momentum(c10::nullopt); // the plain mean over all batches
    });
    if (momenta.empty())
        return;
    model->train();
    const bool bicubic = preprocess.resample == Resample::Bicubic;
    for (const auto& some : indices.split(kEmbedBatch * 2)) {
        const auto batch = photos.index_select(0, some).to(device());
        (void)embed(wholePhotos(batch, size, bicubic), bfloat16);
    }
    model->eval();
    auto momentum = momenta.begin();
    visitBatchNorms(*model,
                    [&](torch::nn::BatchNorm2dImpl& norm) { norm.options.momentum(*momentum++); });
}

Result<Student> loadStudent(const std::filesystem::path& directory, bool fromScratch)
{
    Student student;
    auto config = readJson(directory / "config.json");
    if (!config)
        return fail(config);
    auto preprocessor = readJson(directory / "preprocessor_config.json");
    if (!preprocessor)
        return fail(preprocessor);
    auto preprocess = parsePreprocessor(*preprocessor, *config, directory);
    if (!preprocess)
        return fail(preprocess);
    auto model = createModel(*config, directory / "config.json");
    if (!model)
        return fail(model);
    student.config = std::move(*config);
    student.preprocessor = std::move(*preprocessor);
    student.preprocess = *preprocess;
    student.model = std::move(*model);

    const auto weights = directory / "model.safetensors";
    if (fromScratch || !std::filesystem::exists(weights))
        return student;
    const std::string modelType = student.config.value("model_type", std::string());
    auto family = findFamily(modelType);
    if (!family)
        return fail(family);
    auto files = WeightFiles::open({weights});
    if (!files)
        return fail(files);
    if (auto loaded = files->loadInto(*student.model, **family); !loaded)
        return fail(loaded);
    return student;
}

Result<torch::Device> trainingDevice(DeviceKind device, int threads)
{
    if (threads > 0)
        at::set_num_threads(threads);
    if (device == DeviceKind::Mps)
        return fail(ErrorCode::Unsupported, "Training runs on the CPU or on CUDA"_msg);
    const bool hasCuda = torch::cuda::is_available();
    if (device == DeviceKind::Cuda && !hasCuda)
        return fail(ErrorCode::Unsupported, "There is no CUDA device"_msg);
    return torch::Device(hasCuda && device != DeviceKind::Cpu ? torch::kCUDA : torch::kCPU);
}

NamedTensors stateOf(const torch::nn::Module& module, const std::string& prefix)
{
    NamedTensors tensors;
    for (const auto& item : module.named_parameters())
        tensors[prefix + item.key()] = item.value();
    for (const auto& item : module.named_buffers())
        tensors[prefix + item.key()] = item.value();
    return tensors;
}

Result<> restoreState(const torch::nn::Module& module, const NamedTensors& tensors,
                      const std::string& prefix)
{
    const torch::NoGradGuard noGrad;
    for (auto& [name, tensor] : stateOf(module, prefix)) {
        const auto found = tensors.find(name);
        if (found == tensors.end() || found->second.sizes() != tensor.sizes())
            return fail(ErrorCode::Broken, "A checkpoint of another model: %1"_msg(name));
        torch::Tensor(tensor).copy_(found->second);
    }
    return {};
}

} // namespace lookalike::training
