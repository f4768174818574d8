// SPDX-License-Identifier: GPL-3.0-or-later
// Conversions between Exiv2's properties and DescriptiveMetadata, for sidecar.cpp only. May throw
// what Exiv2 throws; any thread.
#pragma once

#include "core/image/descriptive_metadata.h"
#include "core/image/metadata.h"
#include "core/image/sidecar.h"

#include <exiv2/exiv2.hpp>

#include <cstddef>
#include <string>

namespace lookalike {

#if EXIV2_TEST_VERSION(0, 28, 0)
using Exiv2FileSize = std::size_t;
#else
using Exiv2FileSize = long;
#endif

void addXmp(DescriptiveMetadata& metadata, const Exiv2::XmpData& xmp);
void addIptc(DescriptiveMetadata& metadata, const Exiv2::IptcData& iptc);
/// `known` is the result of readMetadata() for the same photo.
void addExif(DescriptiveMetadata& metadata, const Exiv2::ExifData& exif, const Metadata& known);

/// Returns true if setDescriptive() may change the property.
[[nodiscard]] bool isDescriptiveProperty(const std::string& key);
void setDescriptive(Exiv2::XmpData& xmp, const SidecarRequest& request);

} // namespace lookalike
