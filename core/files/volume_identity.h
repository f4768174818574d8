// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>

namespace lookalike {

/// A number for the volume that a folder lies on. Unlike the device number of FileIdentity, which
/// the next USB stick at the same place gets again, it follows from the volume's own identifier
/// where the system tells one. Equal numbers mean the same volume; different ones may still be the
/// same volume, mounted by another system. Any thread. Fails as directoryIdentity() does.
[[nodiscard]] Result<std::uint64_t> volumeIdentity(const std::filesystem::path& folder);

} // namespace lookalike
