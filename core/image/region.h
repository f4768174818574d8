// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lookalike {

/// A rectangle of the upright picture in fractions of its sides, 0 to 1. Clamped to the picture; an
/// empty one stands for the whole.
struct Region {
    double x = 0;
    double y = 0;
    double width = 1;
    double height = 1;
    bool operator==(const Region&) const = default;
};

} // namespace lookalike
