// SPDX-License-Identifier: GPL-3.0-or-later
// The keywords of XMP files beside photos: after the photos of a run have been read, those that are
// new or changed are read, and their keywords are given to the photos that they belong to.
#pragma once

#include "core/catalog/catalog.h"
#include "core/image/decoder.h"

#include <stop_token>

namespace lookalike {

/// `hasNewPhotos` says that photos came in this run, which sidecars may have been waiting for. A
/// sidecar that cannot be read has no keywords, which is logged. Fails only if the catalog fails.
[[nodiscard]] Result<> readSidecars(Catalog& catalog, const Decoder& decoder, bool hasNewPhotos,
                                    const std::stop_token& stop);

} // namespace lookalike
