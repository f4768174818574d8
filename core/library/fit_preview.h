// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/fit/label_fit.h"
#include "core/library/fit_labels.h"
#include "core/library/photo_fits.h"
#include "core/library/searcher.h"

namespace lookalike {

/// Searches for labelled photos without the fit and with it, as searches will be once it is used.
/// The same photos give the same preview. `progress` gets a stage Publishing. Fails as searches do
/// and with Cancelled; a photo that cannot be searched for is left out.
[[nodiscard]] Result<FitPreview>
previewFit(const LabelFit& fit, const std::vector<LabelledPhoto>& photos, Searcher& searcher,
           CatalogReader& reader, ProgressReporter& progress, const std::stop_token& stop);

} // namespace lookalike
