// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/near_copies.h"

#include "core/base/disjoint_sets.h"

#include <torch/torch.h>

#include <cstddef>

namespace lookalike::training {

namespace {

namespace fn = torch::nn::functional;

/// Bursts and edited copies are above it, other photos of the same thing below.
constexpr double kSameCosine = 0.97;
constexpr std::int64_t kCompared = 1024; ///< photos at once
constexpr std::int64_t kThumbnail = 16;  ///< pixels a side

torch::Tensor thumbnails(const torch::Tensor& photos)
{
    std::vector<torch::Tensor> parts;
    for (const auto& some : photos.split(kCompared))
        parts.push_back(torch::adaptive_avg_pool2d(some.permute({0, 3, 1, 2}).to(torch::kFloat32),
                                                   {kThumbnail, kThumbnail})
                            .flatten(1));
    const auto all = torch::cat(parts);
    return fn::normalize(all - all.mean(0, true), fn::NormalizeFuncOptions().dim(1));
}

} // namespace

std::vector<std::int64_t> nearCopies(const torch::Tensor& photos)
{
    const auto unit = thumbnails(photos);
    DisjointSets sets(static_cast<std::size_t>(unit.size(0)));
    for (std::int64_t first = 0; first < unit.size(0); first += kCompared) {
        const auto rows = unit.slice(0, first, first + kCompared);
        const auto near = torch::matmul(rows, unit.t()).gt(kSameCosine).nonzero();
        const auto pairs = near.accessor<std::int64_t, 2>();
        for (std::int64_t i = 0; i < pairs.size(0); ++i)
            sets.join(static_cast<std::size_t>(first + pairs[i][0]),
                      static_cast<std::size_t>(pairs[i][1]));
    }
    std::vector<std::int64_t> names(sets.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        names[i] = static_cast<std::int64_t>(sets.find(i));
    return names;
}

} // namespace lookalike::training
