// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two pictures of one scene share the noise of one exposure.
#pragma once

#include "core/base/result.h"
#include "core/duplicates/verify/full_picture.h"

#include <cstdint>

namespace lookalike {

enum class NoiseAgreement : std::uint8_t {
    Untold, ///< too little noise, or it differs so much in strength that something was done to it
    Shared, ///< copies of one exposure, edited or not
    Other,  ///< two exposures: the noise of one is not in the other
};

/// Every exposure has photon and read-out noise of its own, which coding at JPEG quality 75 and
/// better, tone curves and sharpening leave correlated, and which no second exposure repeats
/// (Lukas, Fridrich, Goljan, "Digital camera identification from sensor pattern noise", 2006, call
/// what is repeated the pattern: its part in one picture's noise is a few hundredths). Looks at the
/// evenest places of both. Both show the whole scene the same way round, pixel for pixel. About 40
/// ms for 12 megapixels. Any thread. Fails with InvalidArgument where the sizes differ, and with
/// OutOfMemory.
[[nodiscard]] Result<NoiseAgreement> compareNoise(const FullPicture& first,
                                                  const FullPicture& second);

} // namespace lookalike
