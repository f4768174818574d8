// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>

namespace lookalike {

/// Returns a number for the volume that a folder is on. It is derived from the volume's own
/// identifier if the system provides one. The device number of FileIdentity, in contrast, may be
/// reused by the next USB stick. Equal numbers mean the same volume; different numbers may still be
/// the same volume, mounted by another system. Any thread. Fails as directoryIdentity() does.
[[nodiscard]] Result<std::uint64_t> volumeIdentity(const std::filesystem::path& folder);

} // namespace lookalike
