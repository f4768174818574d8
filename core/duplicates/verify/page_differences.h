// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two pages that lie on one another say the same. Used by sources of this folder only.
#pragma once

#include "core/duplicates/verify/page_alignment.h"

#include <opencv2/core.hpp>

namespace lookalike {

/// Whether every stroke of one page has its counterpart in the other. What blur, coding, reduction,
/// grain and another tone curve do to a page is fitted to the whole page and taken away; what
/// remains is held against the contrast of the writing around it, and has to remain wherever within
/// two pixels a piece is moved. `letters` is their height on the raster, 0 where it is not known:
/// where they are too small for what coding left of them the answer is no. May throw cv::Exception.
[[nodiscard]] bool saySame(const AlignedPages& pages, double letters);

} // namespace lookalike
