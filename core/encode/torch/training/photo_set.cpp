// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/photo_set.h"

#include "core/encode/torch/training/tensor_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <map>

namespace lookalike::training {

namespace {

constexpr std::int64_t kMaxValidationPhotos = 1500; ///< of one group; more would only cost time

Result<std::vector<std::string>> nameList(const TensorMetadata& metadata, const char* key,
                                          const std::filesystem::path& path)
{
    const auto entry = metadata.find(key);
    const auto names = entry == metadata.end()
                           ? nlohmann::json()
                           : nlohmann::json::parse(entry->second, nullptr, false);
    std::vector<std::string> list;
    if (names.is_array()) {
        for (const auto& name : names)
            if (name.is_string())
                list.push_back(name.get<std::string>());
    }
    if (list.size() != names.size() || !names.is_array())
        return fail(ErrorCode::Broken, "Packed photos without a list of %1"_msg(key), path);
    return list;
}

bool isIndexColumn(const torch::Tensor& column, std::int64_t rows, std::size_t names)
{
    return column.defined() && column.dim() == 1 && column.size(0) == rows &&
           column.scalar_type() == torch::kInt32 && column.min().item<std::int64_t>() >= -1 &&
           column.max().item<std::int64_t>() < static_cast<std::int64_t>(names);
}

struct HoldOut {
    std::string source;
    std::int64_t everyNthLabel = 1;
};

Result<HoldOut> parseHoldOut(const std::string& text, const PhotoSet& set)
{
    HoldOut rule{text.substr(0, text.find(':')), 1};
    if (const std::size_t colon = text.find(':'); colon != std::string::npos) {
        const char* end = text.data() + text.size();
        const auto parsed = std::from_chars(text.data() + colon + 1, end, rule.everyNthLabel);
        if (parsed.ptr != end || parsed.ec != std::errc() || rule.everyNthLabel < 1)
            return fail(ErrorCode::InvalidArgument,
                        "Not a rule for validation photos: %1"_msg(text));
    }
    if (std::find(set.sources.begin(), set.sources.end(), rule.source) == set.sources.end())
        return fail(ErrorCode::NotFound, "No packed photo comes from %1"_msg(rule.source));
    return rule;
}

/// Returns the photos with one of these labels; if `thin`, evenly reduced to a limited number.
torch::Tensor photosOf(const PhotoSet& set, const std::vector<std::int64_t>& labels, bool thin)
{
    auto indices = torch::isin(set.label, torch::tensor(labels)).nonzero().squeeze(1);
    const std::int64_t stride = (indices.size(0) + kMaxValidationPhotos - 1) / kMaxValidationPhotos;
    return thin && stride > 1 ? indices.slice(0, 0, c10::nullopt, stride).contiguous() : indices;
}

} // namespace

Result<PhotoSet> loadPhotoSet(const std::filesystem::path& path)
{
    auto file = readTensorFile(path);
    if (!file)
        return fail(file);
    PhotoSet set;
    auto labels = nameList(file->metadata, "labels", path);
    if (!labels)
        return fail(labels);
    auto sources = nameList(file->metadata, "sources", path);
    if (!sources)
        return fail(sources);
    set.labels = std::move(*labels);
    set.sources = std::move(*sources);
    set.photos = file->tensors["photos"];
    const bool isPhotos = set.photos.defined() && set.photos.dim() == 4 && set.photos.size(0) > 0 &&
                          set.photos.size(1) == set.photos.size(2) && set.photos.size(3) == 3 &&
                          set.photos.scalar_type() == torch::kUInt8;
    if (!isPhotos || !isIndexColumn(file->tensors["label"], set.size(), set.labels.size()) ||
        !isIndexColumn(file->tensors["source"], set.size(), set.sources.size()))
        return fail(ErrorCode::Broken, "Not a file of packed photos"_msg, path);
    set.label = file->tensors["label"].to(torch::kInt64);
    set.source = file->tensors["source"].to(torch::kInt64);
    return set;
}

Result<TeacherOutputs> loadTeacherOutputs(const std::filesystem::path& path, std::int64_t photos)
{
    auto file = readTensorFile(path);
    if (!file)
        return fail(file);
    TeacherOutputs outputs;
    const auto embedding = file->tensors["embedding"];
    if (!embedding.defined() || embedding.dim() != 2)
        return fail(ErrorCode::Broken, "Not a file of teacher embeddings"_msg, path);
    if (embedding.size(0) != photos)
        return fail(ErrorCode::InvalidArgument,
                    "The teacher's embeddings belong to other photos: %1 instead of %2"_msg(
                        embedding.size(0), photos),
                    path);
    outputs.embedding = embedding.to(torch::kFloat32);
    const auto weight = file->tensors["classifier.weight"];
    const auto bias = file->tensors["classifier.bias"];
    if (weight.defined() && bias.defined() && weight.dim() == 2 && bias.dim() == 1 &&
        weight.size(1) == embedding.size(1) && bias.size(0) == weight.size(0)) {
        outputs.classifierWeight = weight.to(torch::kFloat32);
        outputs.classifierBias = bias.to(torch::kFloat32);
    }
    return outputs;
}

Result<Split> splitPhotos(const PhotoSet& set, const std::vector<std::string>& holdOut)
{
    Split split;
    auto isHeldOut = torch::zeros({set.size()}, torch::kBool);
    for (const std::string& text : holdOut) {
        auto rule = parseHoldOut(text, set);
        if (!rule)
            return fail(rule);
        std::vector<std::int64_t> labels;
        std::int64_t seen = 0;
        for (std::size_t i = 0; i < set.labels.size(); ++i) {
            if (set.labels[i].rfind(rule->source + '/', 0) != 0)
                continue;
            if (seen++ % rule->everyNthLabel == 0)
                labels.push_back(static_cast<std::int64_t>(i));
        }
        if (labels.size() < 2)
            return fail(ErrorCode::InvalidArgument,
                        "Validation photos need at least two labels: %1"_msg(text));
        isHeldOut.index_fill_(0, photosOf(set, labels, false), true);
        split.validation.push_back({rule->source, photosOf(set, labels, true)});
    }
    split.training = isHeldOut.logical_not().nonzero().squeeze(1);
    if (split.training.size(0) == 0)
        return fail(ErrorCode::InvalidArgument, "No photo is left to train on"_msg);
    return split;
}

} // namespace lookalike::training
