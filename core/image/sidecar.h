// SPDX-License-Identifier: GPL-3.0-or-later
// Descriptive metadata in photos and XMP sidecars (ISO 16684-1), with Exiv2. The bytes are hostile:
// these functions run where a decoder runs, Decoder::metadata(). Any thread.
#pragma once

#include "core/base/result.h"
#include "core/image/descriptive_metadata.h"

#include <cstdint>
#include <span>
#include <string>

namespace lookalike {

/// Larger sidecars are neither read nor written.
inline constexpr std::size_t kMaxSidecarBytes = std::size_t{16} << 20;

/// What a photo holds in its EXIF, IPTC and XMP blocks; unreadable ones are the same as none, as
/// for readMetadata(). Fails with TooLarge where it is more than DescriptiveMetadata may hold.
[[nodiscard]] Result<DescriptiveMetadata> describePhoto(std::span<const std::uint8_t> bytes);

/// What a sidecar says. Fails with Broken where it is no XMP, Unsupported where it has a document
/// type or entities, and TooLarge.
[[nodiscard]] Result<DescriptiveMetadata> describeSidecar(std::span<const std::uint8_t> bytes);

/// A sidecar that says `metadata` and all that `existing`, the bytes of a sidecar or none, says
/// otherwise: every property that is not in DescriptiveMetadata stays as it is. A date and a place
/// that the photo has itself are not repeated: those that are in `embedded`. Regions are noted for
/// a picture of `width` x `height`. Fails as describeSidecar() does, and with Unsupported where
/// Exiv2 cannot write all again that it read.
struct SidecarRequest {
    DescriptiveMetadata metadata;
    DescriptiveMetadata embedded;
    int width = 0;
    int height = 0;
};
[[nodiscard]] Result<std::string> writeSidecar(std::span<const std::uint8_t> existing,
                                               const SidecarRequest& request);

} // namespace lookalike
