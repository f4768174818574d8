// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/weights.h"

#include <torch/torch.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace lookalike {
namespace {

/// Integer buffers that files may hold or lack, and that nothing here reads.
constexpr std::string_view kBookkeeping[] = {"num_batches_tracked", "position_ids",
                                             "relative_position_index"};

bool isBookkeeping(std::string_view name)
{
    return std::any_of(std::begin(kBookkeeping), std::end(kBookkeeping),
                       [&](std::string_view end) { return name.ends_with(end); });
}

torch::ScalarType scalarType(Dtype dtype)
{
    switch (dtype) {
    case Dtype::F64:
        return torch::kDouble;
    case Dtype::F32:
        return torch::kFloat;
    case Dtype::F16:
        return torch::kHalf;
    case Dtype::BF16:
        return torch::kBFloat16;
    case Dtype::I64:
        return torch::kLong;
    case Dtype::I32:
        return torch::kInt;
    case Dtype::I16:
        return torch::kShort;
    case Dtype::I8:
        return torch::kChar;
    case Dtype::U8:
        return torch::kByte;
    case Dtype::Bool:
        return torch::kBool;
    }
    return torch::kFloat;
}

/// Returns the model's name of a stored tensor: without the prefix of files with a classifier, and
/// with the oldest names of normalisation parameters translated.
std::string ownName(std::string_view stored, const ModelFamily& family)
{
    if (stored.starts_with(family.basePrefix))
        stored.remove_prefix(family.basePrefix.size());
    for (const auto& [old, current] : {std::pair{".gamma", ".weight"}, {".beta", ".bias"}})
        if (stored.ends_with(old))
            return std::string(stored.substr(0, stored.rfind('.'))) + current;
    return std::string(stored);
}

std::map<std::string, torch::Tensor, std::less<>> namedTensors(const torch::nn::Module& model)
{
    std::map<std::string, torch::Tensor, std::less<>> tensors;
    for (const auto& item : model.named_parameters())
        tensors.emplace(item.key(), item.value());
    for (const auto& item : model.named_buffers())
        tensors.emplace(item.key(), item.value());
    return tensors;
}

} // namespace

Result<WeightFiles> WeightFiles::open(const std::vector<std::filesystem::path>& paths)
{
    WeightFiles weights;
    std::set<std::string> names;
    for (const std::filesystem::path& path : paths) {
        auto file = SafetensorsFile::open(path);
        if (!file)
            return fail(file);
        for (const TensorInfo& info : file->tensors())
            if (!names.insert(info.name).second)
                return fail(ErrorCode::Broken, "The tensor %1 is in two files"_msg(info.name),
                            path);
        weights.m_files.push_back(std::move(*file));
    }
    return weights;
}

StoredWeights WeightFiles::stored(const ModelFamily& family) const
{
    StoredWeights stored;
    stored.elements = 0;
    std::map<std::string, const std::vector<std::int64_t>*, std::less<>> shapes;
    for (const SafetensorsFile& file : m_files)
        for (const TensorInfo& info : file.tensors()) {
            stored.elements += static_cast<double>(info.elements());
            shapes.emplace(ownName(info.name, family), &info.shape);
        }
    stored.shape = [shapes = std::move(shapes)](std::string_view name) {
        const auto found = shapes.find(name);
        return found == shapes.end() ? nullptr : found->second;
    };
    return stored;
}

Result<> WeightFiles::loadInto(torch::nn::Module& model, const ModelFamily& family,
                               const std::stop_token& stop)
{
    const torch::NoGradGuard noGrad;
    auto missing = namedTensors(model);
    std::vector<std::byte> buffer;
    for (SafetensorsFile& file : m_files) {
        for (const TensorInfo& info : file.tensors()) {
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled, "Loading the model was cancelled"_msg);
            const std::string name = ownName(info.name, family);
            if (isBookkeeping(name))
                continue;
            const auto target = missing.find(name);
            if (target == missing.end()) {
                const bool ignored =
                    std::any_of(family.ignoredPrefixes.begin(), family.ignoredPrefixes.end(),
                                [&](std::string_view prefix) { return name.starts_with(prefix); });
                if (ignored)
                    continue;
                return fail(ErrorCode::Broken,
                            "The tensor %1 does not belong to a model of type %2"_msg(
                                info.name, family.modelType),
                            file.path());
            }
            torch::Tensor& tensor = target->second;
            if (tensor.sizes() != torch::IntArrayRef(info.shape))
                return fail(ErrorCode::Broken,
                            "The tensor %1 has the shape %2 instead of %3"_msg(
                                info.name, shapeText(info.shape),
                                shapeText({tensor.sizes().data(), tensor.sizes().size()})),
                            file.path());
            const torch::ScalarType stored = scalarType(info.dtype);
            if (!torch::isFloatingType(stored))
                return fail(ErrorCode::Broken, "The tensor %1 holds integers"_msg(info.name),
                            file.path());
            std::span<std::byte> out(static_cast<std::byte*>(tensor.data_ptr()), tensor.nbytes());
            const bool isAsStored = tensor.scalar_type() == stored && tensor.is_contiguous();
            if (!isAsStored) {
                buffer.resize(static_cast<std::size_t>(info.bytes));
                out = buffer;
            }
            if (auto done = file.read(info, out); !done)
                return done;
            if (!isAsStored)
                tensor.copy_(torch::from_blob(buffer.data(), info.shape, stored));
            missing.erase(target);
        }
    }
    for (const auto& [name, tensor] : missing)
        if (!isBookkeeping(name))
            return fail(ErrorCode::Broken, "The tensor %1 is missing"_msg(name),
                        m_files.empty() ? std::filesystem::path() : m_files.front().path());
    return {};
}

Result<> saveWeights(const torch::nn::Module& model, const std::filesystem::path& path,
                     Dtype floatType, TensorMetadata metadata)
{
    const torch::NoGradGuard noGrad;
    std::vector<TensorInfo> infos;
    const auto tensors = namedTensors(model);
    for (const auto& [name, tensor] : tensors) {
        TensorInfo info;
        info.name = name;
        info.dtype = tensor.is_floating_point() ? floatType : Dtype::I64;
        info.shape = tensor.sizes().vec();
        infos.push_back(std::move(info));
    }
    metadata.emplace("format", "pt");
    auto writer = SafetensorsWriter::create(path, infos, metadata);
    if (!writer)
        return fail(writer);
    for (const TensorInfo& info : infos) {
        const torch::Tensor stored =
            tensors.at(info.name).to(torch::kCPU, scalarType(info.dtype)).contiguous();
        const auto* bytes = static_cast<const std::byte*>(stored.data_ptr());
        if (auto done = writer->write({bytes, stored.nbytes()}); !done)
            return done;
    }
    return writer->commit();
}

} // namespace lookalike
