// SPDX-License-Identifier: GPL-3.0-or-later
// What metadata say about whether two pictures come from one exposure.
#pragma once

#include "core/image/shot_facts.h"

#include <cstdint>

namespace lookalike {

enum class ShotAgreement : std::uint8_t {
    Untold, ///< one of them lost what would tell
    Same,   ///< one moment, to the fraction of a second, or one frame number
    Other,  ///< another exposure, another moment, another frame
};

/// Other only where both name a camera. A clock that another zone or the summer moved (whole
/// quarters of an hour, up to 14 hours) tells nothing: tools shift copies so. Any thread.
[[nodiscard]] ShotAgreement compareShots(const ShotFacts& first, const ShotFacts& second) noexcept;

} // namespace lookalike
