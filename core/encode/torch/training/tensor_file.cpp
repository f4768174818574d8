// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/tensor_file.h"

#include <array>
#include <optional>
#include <utility>

namespace lookalike::training {

namespace {

constexpr std::array<std::pair<Dtype, torch::ScalarType>, 10> kTypes{{
    {Dtype::F64, torch::kFloat64},
    {Dtype::F32, torch::kFloat32},
    {Dtype::F16, torch::kFloat16},
    {Dtype::BF16, torch::kBFloat16},
    {Dtype::I64, torch::kInt64},
    {Dtype::I32, torch::kInt32},
    {Dtype::I16, torch::kInt16},
    {Dtype::I8, torch::kInt8},
    {Dtype::U8, torch::kUInt8},
    {Dtype::Bool, torch::kBool},
}};

torch::ScalarType scalarType(Dtype dtype)
{
    for (const auto& [stored, scalar] : kTypes)
        if (stored == dtype)
            return scalar;
    return torch::kFloat32;
}

std::optional<Dtype> storedType(torch::ScalarType scalar)
{
    for (const auto& [stored, type] : kTypes)
        if (type == scalar)
            return stored;
    return std::nullopt;
}

} // namespace

Result<TensorFile> readTensorFile(const std::filesystem::path& path)
{
    auto file = SafetensorsFile::open(path);
    if (!file)
        return fail(file);
    TensorFile result;
    result.metadata = file->metadata();
    for (const TensorInfo& info : file->tensors()) {
        auto tensor = torch::empty(info.shape, scalarType(info.dtype));
        const auto bytes = std::span(static_cast<std::byte*>(tensor.data_ptr()),
                                     static_cast<std::size_t>(info.bytes));
        if (auto read = file->read(info, bytes); !read)
            return fail(read);
        result.tensors.emplace(info.name, std::move(tensor));
    }
    return result;
}

Result<> writeTensorFile(const std::filesystem::path& path, const NamedTensors& tensors,
                         const TensorMetadata& metadata)
{
    std::vector<TensorInfo> infos;
    for (const auto& [name, tensor] : tensors) {
        const auto dtype = storedType(tensor.scalar_type());
        if (!dtype)
            return fail(ErrorCode::Unsupported, "A tensor of an unknown type: %1"_msg(name), path);
        TensorInfo info;
        info.name = name;
        info.dtype = *dtype;
        info.shape = tensor.sizes().vec();
        infos.push_back(std::move(info));
    }
    auto writer = SafetensorsWriter::create(path, std::move(infos), metadata);
    if (!writer)
        return fail(writer);
    for (const auto& [name, tensor] : tensors) {
        const auto plain = tensor.detach().to(torch::kCPU).contiguous();
        const auto bytes =
            std::span(static_cast<const std::byte*>(plain.data_ptr()), plain.nbytes());
        if (auto written = writer->write(bytes); !written)
            return written;
    }
    return writer->commit();
}

} // namespace lookalike::training
