// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit_block.h"

#include "core/base/sha256.h"
#include "core/encode/safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <system_error>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

constexpr const char* kFitVersion = "1";
/// A fit of a thousand labels has a few megabytes.
constexpr std::uintmax_t kMaxFitBytes = 256U << 20U;

struct FitTensor {
    const char* name;
    std::vector<float> values;
};

std::vector<FitTensor> tensorsOf(const LabelFit& fit)
{
    return {{"centre", fit.centre},
            {"directions", fit.directions},
            {"means", fit.means},
            {"shares", fit.shares},
            {"numbers", {fit.ownScore, fit.ownCosine, fit.ownSpread, fit.strength}}};
}

std::string checksumOf(const std::vector<FitTensor>& tensors, const TensorMetadata& metadata)
{
    Sha256 sum;
    for (const FitTensor& tensor : tensors)
        sum.update(std::as_bytes(std::span(tensor.values)));
    for (const auto& [key, value] : metadata)
        if (key != "checksum") {
            sum.update(key + "=");
            sum.update(value);
        }
    return sum.hexDigest();
}

tl::unexpected<Error> broken(const std::filesystem::path& file)
{
    return fail(ErrorCode::Broken, "The fit to the library is damaged: make it again"_msg, file);
}

bool isSound(const LabelFit& fit, const EmbeddingSpace& space)
{
    const std::size_t cells = fit.names.size() * fit.dim();
    return space.dim > 0 && fit.dim() == static_cast<std::size_t>(space.dim) &&
           fit.directions.size() == cells && fit.means.size() == cells &&
           fit.shares.size() == fit.names.size() && fit.ownScore > 0 && fit.strength >= 0;
}

} // namespace

Result<> writeFit(const FitBlock& block, const EmbeddingSpace& space,
                  const std::filesystem::path& file)
{
    const std::vector<FitTensor> tensors = tensorsOf(block.fit);
    std::vector<TensorInfo> infos;
    for (const FitTensor& tensor : tensors) {
        TensorInfo& info = infos.emplace_back();
        info.name = tensor.name;
        info.dtype = Dtype::F32;
        info.shape = {static_cast<std::int64_t>(tensor.values.size())};
    }
    const auto text = [](const nlohmann::json& json) {
        return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    };
    TensorMetadata metadata{{"version", kFitVersion},
                            {"space", space.id},
                            {"labels", text(block.fit.names)},
                            {"source", text(block.source)},
                            {"made", std::to_string(block.madeAt)}};
    metadata["checksum"] = checksumOf(tensors, metadata);
    auto writer = SafetensorsWriter::create(file, infos, metadata);
    if (!writer)
        return fail(writer);
    for (const FitTensor& tensor : tensors)
        if (auto written = writer->write(std::as_bytes(std::span(tensor.values))); !written)
            return written;
    return writer->commit();
}

Result<FitBlock> readFit(const EmbeddingSpace& space, const std::filesystem::path& file)
{
    std::error_code error;
    const auto bytes = std::filesystem::file_size(file, error);
    if (error == std::errc::no_such_file_or_directory)
        return fail(ErrorCode::NotFound, "There is no fit to the library"_msg, file);
    if (error || bytes > kMaxFitBytes)
        return broken(file);
    auto stored = SafetensorsFile::open(file);
    if (!stored)
        return broken(file);
    const auto field = [&](const char* key) {
        const auto found = stored->metadata().find(key);
        return found == stored->metadata().end() ? std::string() : found->second;
    };
    if (field("version") != kFitVersion)
        return fail(ErrorCode::Unsupported,
                    "Another version of the program made the fit to the library: make it again"_msg,
                    file);
    if (field("space") != space.id)
        return fail(ErrorCode::Conflict,
                    "The fit to the library belongs to another model: make it again"_msg, file);
    FitBlock block;
    LabelFit& fit = block.fit;
    std::vector<FitTensor> tensors = tensorsOf(fit);
    for (FitTensor& tensor : tensors) {
        auto values = stored->readFloats(tensor.name);
        if (!values)
            return broken(file);
        tensor.values = std::move(*values);
    }
    const auto names = nlohmann::json::parse(field("labels"), nullptr, false);
    const auto source = nlohmann::json::parse(field("source"), nullptr, false);
    if (checksumOf(tensors, stored->metadata()) != field("checksum") || !names.is_array() ||
        !source.is_string() || tensors.back().values.size() != 4 ||
        !std::ranges::all_of(names, [](const auto& name) { return name.is_string(); }))
        return broken(file);
    names.get_to(fit.names);
    source.get_to(block.source);
    const std::string made = field("made"); // which earlier versions did not write
    std::from_chars(made.data(), made.data() + made.size(), block.madeAt);
    fit.centre = std::move(tensors[0].values);
    fit.directions = std::move(tensors[1].values);
    fit.means = std::move(tensors[2].values);
    fit.shares = std::move(tensors[3].values);
    fit.ownScore = tensors[4].values[0];
    fit.ownCosine = tensors[4].values[1];
    fit.ownSpread = tensors[4].values[2];
    fit.strength = tensors[4].values[3];
    if (!isSound(fit, space))
        return broken(file);
    return block;
}

} // namespace lookalike
