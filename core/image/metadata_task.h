// SPDX-License-Identifier: GPL-3.0-or-later
// Metadata operations of a decoder: bytes in, text out. Pure functions; any thread.
#pragma once

#include "core/base/result.h"
#include "core/image/descriptive_metadata.h"
#include "core/image/sidecar.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// The numbers are part of the protocol with decoder processes, in which 0 means decoding a
/// picture.
enum class MetadataTask : std::uint8_t {
    DescribePhoto = 1,   ///< input: a photo; output: its descriptiveText()
    DescribeSidecar = 2, ///< input: a sidecar; output: its descriptiveText()
    WriteSidecar = 3,    ///< input: sidecarOrder(); output: a sidecar
};

/// An upper bound for the size of an answer.
inline constexpr std::size_t kMaxMetadataAnswerBytes = 2 * kMaxSidecarBytes;

/// Serialises a request for writeSidecar().
[[nodiscard]] std::vector<std::uint8_t> sidecarOrder(std::span<const std::uint8_t> existing,
                                                     const SidecarRequest& request);

/// Performs the task in this process. Fails as the functions of sidecar.h do, and with TooLarge if
/// the answer is too long.
[[nodiscard]] Result<std::string> performMetadataTask(MetadataTask task,
                                                      std::span<const std::uint8_t> bytes);

} // namespace lookalike
