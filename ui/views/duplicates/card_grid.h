// SPDX-License-Identifier: GPL-3.0-or-later
// How the cards of a group are laid out so that their pictures are as large as possible.
#pragma once

#include <QSize>

namespace lookalike {

struct CardGrid {
    int columns = 1;
    int cardHeight = 0; ///< pixels; more than the area holds where it has to scroll
};

/// What a card needs besides its picture.
struct CardChrome {
    int width = 0;
    int height = 0;
    int smallestWidth = 0; ///< of a whole card
};

/// Returns the grid in which `count` pictures of this shape have the largest area in a viewport.
/// All cards fit unless their pictures would be too small; then the grid scrolls down. `aspect` is
/// width by height.
[[nodiscard]] CardGrid arrangeCards(int count, double aspect, QSize viewport,
                                    const CardChrome& chrome, int spacing);

} // namespace lookalike
