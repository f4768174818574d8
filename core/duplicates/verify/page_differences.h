// SPDX-License-Identifier: GPL-3.0-or-later
// Compares the text of two aligned pages. Only sources of this folder use this.
#pragma once

#include "core/duplicates/verify/page_alignment.h"

#include <opencv2/core.hpp>

namespace lookalike {

/// Returns true if every stroke of one page has a counterpart in the other. The effects of blur,
/// compression, downscaling, grain and tone curves are fitted to the whole page and removed. The
/// remainder counts relative to the contrast of the writing around it, and only if it remains
/// wherever within two pixels a piece is moved. `letters` is the letter height on the raster; 0 if
/// unknown. Returns false if letters are too small for what compression left of them. May throw
/// cv::Exception.
[[nodiscard]] bool saySame(const AlignedPages& pages, double letters);

} // namespace lookalike
