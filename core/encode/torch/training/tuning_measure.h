// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/torch/training/held_out.h"
#include "core/encode/torch/training/photo_set.h"
#include "core/encode/torch/training/student.h"

#include <torch/types.h>

#include <cstdint>

namespace lookalike::training {

/// What held-out photos are to a model.
struct HeldOutRows {
    torch::Tensor rows;   ///< float32 n x dim, length 1
    torch::Tensor others; ///< the same for photos whose neighbours are to stay: those of other
                          ///< kinds, or without labels the held-out ones as they are
    double precision = 0; ///< mean average precision of `rows`
};

/// Measures models by photos that they are not trained on: by their labels, or without labels by
/// whether a changed copy (AugmentationSpec) and the photos of the same shot are found. Immutable;
/// one thread, because models are not.
class TuningMeasure {
public:
    /// `photos` outlives this object.
    TuningMeasure(const PhotoSet& photos, const TuningSplit& split, bool selfSupervised,
                  std::uint64_t seed);

    /// At the model's input size.
    [[nodiscard]] HeldOutRows measure(const Student& model) const;
    /// int64 [n]
    [[nodiscard]] const torch::Tensor& labels() const noexcept { return m_labels; }

private:
    torch::Tensor m_photos; ///< uint8 n x side x side x 3
    torch::Tensor m_labels;
    torch::Tensor m_others;
};

} // namespace lookalike::training
