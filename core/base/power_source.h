// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace lookalike {

enum class PowerSource {
    Unknown, ///< the system does not tell, or there is no battery
    Mains,
    Battery,
};

/// Looks each time; a few reads of small files at most. Any thread.
[[nodiscard]] PowerSource powerSource();
/// The same from a folder as Linux has at /sys/class/power_supply.
[[nodiscard]] PowerSource powerSourceFrom(const std::filesystem::path& supplies);

} // namespace lookalike
