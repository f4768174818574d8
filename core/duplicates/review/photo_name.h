// SPDX-License-Identifier: GPL-3.0-or-later
// What the name of a photo says about where it comes from. Any thread.
#pragma once

#include <string_view>

namespace lookalike {

/// Whether a name without its ending looks like a camera's ("IMG_1234", "DSC01234", "PXL_2024...").
[[nodiscard]] bool isCameraName(std::string_view stem);
/// Of a name without its ending. 2: as a camera names it; 1: any other name; 0: it says itself that
/// it is a copy.
[[nodiscard]] int nameRank(std::string_view stem);

} // namespace lookalike
