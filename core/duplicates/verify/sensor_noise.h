// SPDX-License-Identifier: GPL-3.0-or-later
// Decides whether two pictures of one scene share the noise of one exposure.
#pragma once

#include "core/base/result.h"
#include "core/duplicates/verify/full_picture.h"

#include <cstdint>

namespace lookalike {

enum class NoiseAgreement : std::uint8_t {
    Untold, ///< too little noise, or its strengths differ so much that one was processed
    Shared, ///< copies of one exposure, edited or not
    Other,  ///< two exposures: the noise is uncorrelated
};

/// Every exposure has its own photon and read-out noise. JPEG compression at quality 75 and better,
/// tone curves and sharpening leave it correlated, and no second exposure repeats it. (Lukas,
/// Fridrich, Goljan, "Digital camera identification from sensor pattern noise", 2006, call the part
/// that is repeated the pattern; it is a few hundredths of a picture's noise.) Uses the smoothest
/// areas of both pictures. Both must show the whole scene in the same orientation, pixel for pixel.
/// Takes about 40 ms for 12 megapixels. Any thread. Fails with InvalidArgument if the sizes differ,
/// and with OutOfMemory.
[[nodiscard]] Result<NoiseAgreement> compareNoise(const FullPicture& first,
                                                  const FullPicture& second);

} // namespace lookalike
