// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/trash/trash_system.h"

#include <cstdint>
#include <string>

namespace lookalike {

/// Whether a name in a folder leads to a certain file.
enum class Where : std::uint8_t { Here, NotHere, Unknown };

/// Looks some more times where the system fails, for the answer decides what becomes of a photo.
/// Any thread.
[[nodiscard]] Where whereIs(TrashSystem& system, const OpenNode& folder, const std::string& name,
                            const FileIdentity& identity);

} // namespace lookalike
