// SPDX-License-Identifier: GPL-3.0-or-later
// How the cards of a group are laid out so that their pictures are as large as possible.
#pragma once

#include <QRect>
#include <QSize>
#include <span>
#include <vector>

namespace lookalike {

/// What a card needs besides its picture, in pixels.
struct CardChrome {
    int width = 0;
    int height = 0;
    int smallestWidth = 0; ///< of a whole card
};

/// Returns the place of each card in a viewport: rows from edge to edge, in the order of the
/// photos, in which each card is as wide as its picture needs, and the pictures have the largest
/// area in all. All cards fit unless their pictures would be too small; then the grid is higher
/// than the viewport. `aspects` are the pictures' widths by their heights.
[[nodiscard]] std::vector<QRect> arrangeCards(std::span<const double> aspects, QSize viewport,
                                              const CardChrome& chrome, int spacing);

} // namespace lookalike
