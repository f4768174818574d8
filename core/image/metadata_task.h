// SPDX-License-Identifier: GPL-3.0-or-later
// What a decoder does with metadata: bytes in, a text out. Pure functions; any thread.
#pragma once

#include "core/base/result.h"
#include "core/image/descriptive_metadata.h"
#include "core/image/sidecar.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// The numbers are part of the protocol with decoder processes, where 0 stands for a picture.
enum class MetadataTask : std::uint8_t {
    DescribePhoto = 1,   ///< of a photo: its descriptiveText()
    DescribeSidecar = 2, ///< of a sidecar: its descriptiveText()
    WriteSidecar = 3,    ///< of sidecarOrder(): a sidecar
};

/// No answer is longer.
inline constexpr std::size_t kMaxMetadataAnswerBytes = 2 * kMaxSidecarBytes;

/// What writeSidecar() is asked for, as bytes.
[[nodiscard]] std::vector<std::uint8_t> sidecarOrder(std::span<const std::uint8_t> existing,
                                                     const SidecarRequest& request);

/// Does it in this process. Fails as the functions of sidecar.h do, and with TooLarge where the
/// answer is too long.
[[nodiscard]] Result<std::string> performMetadataTask(MetadataTask task,
                                                      std::span<const std::uint8_t> bytes);

} // namespace lookalike
