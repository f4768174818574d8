// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <random>

namespace lookalike::training {

/// What happens to a photo before the student sees it. Everything that a copy of a photo suffers
/// in the wild is here, so that the embedding learns to ignore it. Shares are probabilities.
struct AugmentationSpec {
    double smallestCrop = 0.35; ///< of the photo's area; the largest is the whole
    double aspect = 1.33;       ///< crops are stretched by up to this factor
    double mirror = 0.5;
    double rotate = 0.3; ///< by a normally distributed angle
    double rotateDegrees = 7;
    double colour = 0.8; ///< brightness, contrast, saturation, white balance
    double greyscale = 0.04;
    double blur = 0.12;
    double lowResolution = 0.12; ///< shrunk by 1.5 to 3 and enlarged again
    double jpeg = 0.15;          ///< quantised 8 x 8 cosine transform
    double noise = 0.08;
    double overlay = 0.25; ///< a plain rectangle or lines of something like writing
};

using Random = std::mt19937_64;

/// Photos, uint8 n x side x side x 3, to pixels in 0..1, float n x 3 x size x size, on the photos'
/// device. Random choices come from `random` alone.
[[nodiscard]] torch::Tensor augment(const torch::Tensor& photos, std::int64_t size,
                                    const AugmentationSpec& spec, Random& random);

/// The same without any choice: the whole photo, resized with antialias to size x size and rounded
/// to 8 bits as the encoder's preprocessing does.
[[nodiscard]] torch::Tensor wholePhotos(const torch::Tensor& photos, std::int64_t size,
                                        bool bicubic);

} // namespace lookalike::training
