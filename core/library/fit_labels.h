// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/fit/labelled_rows.h"
#include "core/library/engines.h"
#include "core/library/photo_fits.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lookalike {

struct LabelledPhoto {
    ContentId content;          ///< invalid where the library does not know the photo
    std::filesystem::path path; ///< only then
    std::vector<std::string> labels;
};

struct FitLabels {
    LabelledRows rows;       ///< merged; labels of at least kPhotosForLabel photos
    std::size_t leftOut = 0; ///< photos of the folder that could not be read
    /// Those of the rows, each content once, in ascending order; then the files that the library
    /// does not know.
    std::vector<LabelledPhoto> photos;
};

/// Collects what labels the library's photos, with the embeddings of `space`. Of very many labels,
/// those with most photos. Fails with Cancelled, for a folder as readLabelledFolder() does, and as
/// the engine does where photos of the folder must be read.
[[nodiscard]] Result<FitLabels> collectLabels(const FitSource& source, const SpaceRow& space,
                                              CatalogReader& reader, Engines& engines,
                                              const std::stop_token& stop);

} // namespace lookalike
