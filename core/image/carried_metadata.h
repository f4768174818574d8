// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/carried.h"

namespace Exiv2 {
class ExifData;
class IptcData;
class XmpData;
} // namespace Exiv2

namespace lookalike {

/// What these blocks say, but for the video, which is no metadata. Each thing is taken from the
/// first place that has it: XMP, IPTC, EXIF; keywords and names from all of them. Throws what Exiv2
/// throws. Any thread, after initializeMetadata().
[[nodiscard]] Carried carriedMetadata(const Exiv2::ExifData& exif, const Exiv2::IptcData& iptc,
                                      const Exiv2::XmpData& xmp);

} // namespace lookalike
