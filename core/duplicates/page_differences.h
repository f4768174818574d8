// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two pages that lie on one another say the same. Used by sources of this folder only.
#pragma once

#include "core/duplicates/page_alignment.h"

#include <opencv2/core.hpp>

namespace lookalike {

enum class PageAgreement : std::uint8_t {
    Same,      ///< all that is legible in one is in the other
    Different, ///< a stroke of one has no counterpart in the other
    Illegible, ///< one is too small or too soft for its small print to be compared
};

/// What blur, coding, reduction, grain and another tone curve do to a page is fitted to the whole
/// page and taken away; what remains is held against the contrast of the writing around it, and has
/// to remain wherever within two pixels a piece is moved. May throw cv::Exception.
[[nodiscard]] PageAgreement comparePages(const AlignedPages& pages);

} // namespace lookalike
