// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/safetensors.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

struct SafetensorsHeader {
    std::vector<TensorInfo> tensors; ///< in the order of the data section
    TensorMetadata metadata;
};

/// Validates a header's JSON against a data section of `dataBytes` bytes. Memory use is
/// proportional to the text, whatever shapes it claims. Errors name the tensor, not the file. Any
/// thread.
[[nodiscard]] Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json,
                                                               std::uint64_t dataBytes);

/// Returns the JSON for these tensors, padded with spaces to a multiple of 8 bytes, and fills in
/// their offsets and sizes. Refuses what parseSafetensorsHeader() would refuse.
[[nodiscard]] Result<std::string> makeSafetensorsHeader(std::vector<TensorInfo>& tensors,
                                                        const TensorMetadata& metadata);

} // namespace lookalike
