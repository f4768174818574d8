// SPDX-License-Identifier: GPL-3.0-or-later
// What a training run learns from: photos, what is known about each, and which of them it must
// never see.
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

/// Reads a file that PackedPhotosWriter wrote.
[[nodiscard]] Result<PhotoSet> loadPhotoSet(const std::filesystem::path& path);

/// What a teacher says about the same photos, in the same order.
struct TeacherOutputs {
    torch::Tensor embedding;        ///< float32 [n, dim], as the teacher gave it, not normalised
    torch::Tensor classifierWeight; ///< float32 [classes, dim], undefined where it has none
    torch::Tensor classifierBias;   ///< float32 [classes]
};

/// Reads what teach() wrote; fails where it is not for `photos` photos.
[[nodiscard]] Result<TeacherOutputs> loadTeacherOutputs(const std::filesystem::path& path,
                                                        std::int64_t photos);

/// One group of held-out photos among which retrieval is measured.
struct ValidationGroup {
    std::string name;
    torch::Tensor indices; ///< int64, every photo labelled
};

struct Split {
    torch::Tensor training; ///< int64 indices
    std::vector<ValidationGroup> validation;
};

/// Holds whole classes back, so that validation measures classes that were never trained on.
/// `holdOut` names sources ("weather") or every n-th label of one ("tiny:10").
[[nodiscard]] Result<Split> splitPhotos(const PhotoSet& set,
                                        const std::vector<std::string>& holdOut);

} // namespace lookalike::training
