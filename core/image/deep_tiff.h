// SPDX-License-Identifier: GPL-3.0-or-later
// TIFF pages whose samples libtiff does not bring to 8 bits itself: whole numbers of 10 to 14, 24
// and 32 bits, and floating-point numbers. What scanners and programs for high dynamic range write.
#pragma once

#include "core/image/codecs.h"

#include <tiffio.h>

namespace lookalike {

/// True for grey and RGB pages of such samples.
[[nodiscard]] bool hasDeepSamples(TIFF* tiff);

/// The page at the reduction for what `request` wants, with the profile of `picture` applied, whose
/// full size and profile are known already. Floating-point numbers count from 0 for black to 1 for
/// white. Fails with Broken without a reason, which libtiff has given its handler, and as
/// takeRoom() does.
[[nodiscard]] Result<Image> readDeepTiff(TIFF* tiff, const StoredPicture& picture,
                                         const DecodeRequest& request);

} // namespace lookalike
