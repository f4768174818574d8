// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and writes descriptive metadata in photos and XMP sidecars (ISO 16684-1) with Exiv2. The
// bytes are untrusted, so these functions run in the decoder process, see Decoder::metadata(). Any
// thread.
#pragma once

#include "core/base/result.h"
#include "core/image/descriptive_metadata.h"

#include <cstdint>
#include <span>
#include <string>

namespace lookalike {

/// Larger sidecars are neither read nor written.
inline constexpr std::size_t kMaxSidecarBytes = std::size_t{16} << 20;

/// Reads a photo's EXIF, IPTC and XMP blocks. Unreadable blocks count as missing, as for
/// readMetadata(). Fails with TooLarge if they exceed the limits of DescriptiveMetadata.
[[nodiscard]] Result<DescriptiveMetadata> describePhoto(std::span<const std::uint8_t> bytes);

/// Reads a sidecar. Fails with Broken if it is not XMP, Unsupported if it has a document type or
/// entities, and TooLarge.
[[nodiscard]] Result<DescriptiveMetadata> describeSidecar(std::span<const std::uint8_t> bytes);

/// Writes `metadata` into the sidecar `existing`, which may be empty. Keeps every property that is
/// not part of DescriptiveMetadata. Omits a date and a place that the photo itself has, which are
/// those of `embedded`. Stores regions for a picture of `width` x `height`. Fails as
/// describeSidecar() does, and with Unsupported if Exiv2 cannot write back everything that it read.
struct SidecarRequest {
    DescriptiveMetadata metadata;
    DescriptiveMetadata embedded;
    int width = 0;
    int height = 0;
};
[[nodiscard]] Result<std::string> writeSidecar(std::span<const std::uint8_t> existing,
                                               const SidecarRequest& request);

} // namespace lookalike
