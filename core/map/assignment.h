// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lookalike {

/// The most photos that change places among each other at once.
inline constexpr std::size_t kMaxAssigned = 16;

/// Solves the linear assignment problem of `size` photos and as many places: returns, for each
/// place, the photo that it gets, so that the sum of costs is smallest. `costs` holds size x size
/// values, one row a photo, one column a place. Shortest augmenting paths (Jonker and Volgenant,
/// 1987). `size` is at most kMaxAssigned; values are finite.
[[nodiscard]] std::array<std::uint8_t, kMaxAssigned> assign(std::span<const float> costs,
                                                            std::size_t size) noexcept;

} // namespace lookalike
