// SPDX-License-Identifier: GPL-3.0-or-later
// Decides from metadata whether two pictures come from one exposure.
#pragma once

#include "core/image/shot_facts.h"

#include <cstdint>

namespace lookalike {

enum class ShotAgreement : std::uint8_t {
    Untold, ///< one of them lacks the metadata to decide
    Same,   ///< the same moment, to the fraction of a second, or frame number
    Other,  ///< another exposure, moment or frame number
};

/// Returns Other only if both name a camera. Ignores clock differences of whole quarters of an
/// hour, up to 14 hours (time zones, daylight saving), because tools shift the times of copies that
/// way. Any thread.
[[nodiscard]] ShotAgreement compareShots(const ShotFacts& a, const ShotFacts& b) noexcept;

} // namespace lookalike
