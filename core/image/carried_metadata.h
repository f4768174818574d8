// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/carried.h"

namespace Exiv2 {
class ExifData;
class IptcData;
class XmpData;
} // namespace Exiv2

namespace lookalike {

/// Extracts everything except the video, which is not metadata. Each field is taken from the first
/// source that has it, in the order XMP, IPTC, EXIF; keywords and names are collected from all of
/// them. Throws what Exiv2 throws. Any thread, after initializeMetadata().
[[nodiscard]] Carried carriedMetadata(const Exiv2::ExifData& exif, const Exiv2::IptcData& iptc,
                                      const Exiv2::XmpData& xmp);

} // namespace lookalike
