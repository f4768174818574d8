// SPDX-License-Identifier: GPL-3.0-or-later
// Reads DescriptiveMetadata from Exiv2's properties, for sidecar.cpp and descriptive_writer.cpp
// only. May throw what Exiv2 throws; any thread.
#pragma once

#include "core/image/descriptive_metadata.h"
#include "core/image/metadata.h"

#include <exiv2/exiv2.hpp>

namespace lookalike {

void addXmp(DescriptiveMetadata& metadata, const Exiv2::XmpData& xmp);
void addIptc(DescriptiveMetadata& metadata, const Exiv2::IptcData& iptc);
/// `known` is the result of readMetadata() for the same photo.
void addExif(DescriptiveMetadata& metadata, const Exiv2::ExifData& exif, const Metadata& known);

} // namespace lookalike
