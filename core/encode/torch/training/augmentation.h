// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <random>

namespace lookalike::training {

/// The random changes to a photo before the student sees it. They cover what commonly happens to
/// copies of photos, so that the embedding learns to ignore it. Shares are probabilities.
struct AugmentationSpec {
    double smallestCrop = 0.35; ///< of the photo's area; the largest crop is the whole photo
    double aspect = 1.33;       ///< crops are stretched by up to this factor
    double mirror = 0.5;
    double rotate = 0.3; ///< by a normally distributed angle
    double rotateDegrees = 7;
    double colour = 0.8; ///< brightness, contrast, saturation, white balance
    double greyscale = 0.04;
    double blur = 0.12;
    double lowResolution = 0.12; ///< reduced by a factor of 1.5 to 3 and enlarged again
    double jpeg = 0.15;          ///< quantised 8 x 8 cosine transform
    double noise = 0.08;
    double overlay = 0.25; ///< a plain rectangle, or lines that look like writing

    /// The same crops with a share of all other changes but mirroring.
    [[nodiscard]] AugmentationSpec softened(double share) const;
};

using Random = std::mt19937_64;

/// Converts photos, uint8 n x side x side x 3, to pixels in 0..1, float n x 3 x size x size, on the
/// photos' device. All random choices come from `random`.
[[nodiscard]] torch::Tensor augment(const torch::Tensor& photos, std::int64_t size,
                                    const AugmentationSpec& spec, Random& random);

/// Converts without random changes: resizes the whole photo with antialiasing to size x size and
/// rounds to 8 bits, as the encoder's preprocessing does.
[[nodiscard]] torch::Tensor wholePhotos(const torch::Tensor& photos, std::int64_t size,
                                        bool bicubic);

} // namespace lookalike::training
