// SPDX-License-Identifier: GPL-3.0-or-later
// The data of a training run: the photos, what is known about each, and which of them are held out.
#pragma once

#include "core/base/result.h"

#include <torch/torch.h>

#include <filesystem>
#include <string>
#include <vector>

namespace lookalike::training {

/// Packed photos in memory. Immutable after loading.
struct PhotoSet {
    torch::Tensor photos; ///< uint8 [n, side, side, 3]
    torch::Tensor label;  ///< int64 [n], -1 where unknown; class numbers without gaps
    torch::Tensor source; ///< int64 [n]
    std::vector<std::string> labels;
    std::vector<std::string> sources;

    [[nodiscard]] std::int64_t size() const { return photos.size(0); }
    [[nodiscard]] std::int64_t side() const { return photos.size(1); }
};

/// Reads a file written by PackedPhotosWriter.
[[nodiscard]] Result<PhotoSet> loadPhotoSet(const std::filesystem::path& path);

/// A teacher's outputs for the same photos, in the same order.
struct TeacherOutputs {
    torch::Tensor embedding;        ///< float32 [n, dim], the teacher's output, not normalised
    torch::Tensor classifierWeight; ///< float32 [classes, dim]; undefined without a classifier
    torch::Tensor classifierBias;   ///< float32 [classes]
};

/// Reads a file written by teach(). Fails if it was not made for `photos` photos.
[[nodiscard]] Result<TeacherOutputs> loadTeacherOutputs(const std::filesystem::path& path,
                                                        std::int64_t photos);

/// A group of held-out photos among which retrieval is measured.
struct ValidationGroup {
    std::string name;
    torch::Tensor indices; ///< int64; every photo has a label
};

struct Split {
    torch::Tensor training; ///< int64 indices
    std::vector<ValidationGroup> validation;
};

/// Holds out whole classes, so that validation measures classes that training never saw. `holdOut`
/// names sources ("weather") or every n-th label of a source ("tiny:10").
[[nodiscard]] Result<Split> splitPhotos(const PhotoSet& set,
                                        const std::vector<std::string>& holdOut);

} // namespace lookalike::training
