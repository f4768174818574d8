// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/tuning_measure.h"

#include "core/encode/torch/training/augmentation.h"
#include "core/encode/torch/training/retrieval.h"

#include <torch/torch.h>

#include <vector>

namespace lookalike::training {

namespace {

constexpr std::int64_t kMostMeasured = 1500; ///< more would only cost time

torch::Tensor thinned(const std::vector<std::int64_t>& photos)
{
    const auto indices = torch::tensor(photos, torch::kInt64);
    const std::int64_t stride = (indices.size(0) + kMostMeasured - 1) / kMostMeasured;
    return stride > 1 ? indices.slice(0, 0, c10::nullopt, stride).contiguous() : indices;
}

torch::Tensor unitRows(const Student& model, const torch::Tensor& photos)
{
    namespace fn = torch::nn::functional;
    if (photos.size(0) == 0)
        return torch::empty({0, model.model->dim()});
    const auto all = torch::arange(photos.size(0), torch::kInt64);
    return fn::normalize(model.embedWhole(photos, all, model.preprocess.inputWidth(), false),
                         fn::NormalizeFuncOptions().dim(1));
}

} // namespace

TuningMeasure::TuningMeasure(const PhotoSet& photos, const TuningSplit& split, bool selfSupervised,
                             std::uint64_t seed)
{
    const auto measured = thinned(split.heldOut);
    m_photos = photos.photos.index_select(0, measured);
    m_labels = photos.label.index_select(0, measured);
    m_others = photos.photos.index_select(0, thinned(split.heldOutOthers));
    if (!selfSupervised)
        return;
    m_others = m_photos; // what is alike among photos is to stay
    // A photo without a shot is one of its own.
    const auto own = measured + static_cast<std::int64_t>(photos.labels.size());
    m_labels = torch::where(m_labels.ge(0), m_labels, own);
    Random random(seed);
    const auto copies = augment(m_photos, photos.side(), {}, random)
                            .mul_(255)
                            .round_()
                            .to(torch::kUInt8)
                            .permute({0, 2, 3, 1});
    m_photos = torch::cat({m_photos, copies});
    m_labels = torch::cat({m_labels, m_labels});
}

HeldOutRows TuningMeasure::measure(const Student& model) const
{
    HeldOutRows result;
    result.rows = unitRows(model, m_photos);
    result.others = unitRows(model, m_others);
    result.precision = meanAveragePrecision(result.rows, m_labels);
    return result;
}

} // namespace lookalike::training
