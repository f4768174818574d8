// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says about a fit of searches to labels. GUI thread.
#pragma once

#include "core/library/photo_fits.h"

#include <QString>

namespace lookalike::text {

/// "12 labels from folder names".
[[nodiscard]] QString fitLabels(const FitStatus& status);
/// Whether searches are fitted, to what and since when, or why a fit is ignored.
[[nodiscard]] QString fitStatus(const FitStatus& status);
/// What would change, or what is missing.
[[nodiscard]] QString fitVerdict(const FitReport& report);
/// How many searches for labelled photos would find more, and how many fewer.
[[nodiscard]] QString fitPreview(const FitPreview& preview);
/// "3 of 6 have the label".
[[nodiscard]] QString relatedPhotos(const std::vector<FitExample::Found>& found);

} // namespace lookalike::text
