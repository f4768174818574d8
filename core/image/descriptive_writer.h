// SPDX-License-Identifier: GPL-3.0-or-later
// Writes DescriptiveMetadata to Exiv2's properties, for sidecar.cpp only. May throw what Exiv2
// throws; any thread.
#pragma once

#include "core/image/sidecar.h"

#include <exiv2/exiv2.hpp>

#include <string>

namespace lookalike {

/// Returns true if setDescriptive() may change the property.
[[nodiscard]] bool isDescriptiveProperty(const std::string& key);
/// Changes only what differs from what `xmp` says, and keeps properties that it does not know.
void setDescriptive(Exiv2::XmpData& xmp, const SidecarRequest& request);

} // namespace lookalike
