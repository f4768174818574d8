// SPDX-License-Identifier: GPL-3.0-or-later
// TIFF pages whose samples libtiff does not convert to 8 bits: integers of 10 to 14, 24 and 32
// bits, and floating-point numbers, as written by scanners and HDR programs.
#pragma once

#include "core/image/codecs.h"

#include <tiffio.h>

namespace lookalike {

/// Returns true for grey and RGB pages with such samples.
[[nodiscard]] bool hasDeepSamples(TIFF* tiff);

/// Reads the page, reduced as `request` allows, and applies the profile. The full size and the
/// profile of `picture` must be set already. Floating-point samples range from 0 (black) to 1
/// (white). Fails with Broken and an empty message (libtiff passed the reason to its handler), and
/// as takeRoom() does.
[[nodiscard]] Result<Image> readDeepTiff(TIFF* tiff, const StoredPicture& picture,
                                         const DecodeRequest& request);

} // namespace lookalike
