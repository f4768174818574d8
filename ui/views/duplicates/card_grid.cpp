// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/card_grid.h"

#include <algorithm>

namespace lookalike {

namespace {

constexpr int kSmallestPane = 120; ///< height in pixels below which a grid scrolls instead

} // namespace

CardGrid arrangeCards(int count, double aspect, QSize viewport, const CardChrome& chrome,
                      int spacing)
{
    CardGrid best;
    double bestArea = -1;
    bool bestFits = false;
    const int mostColumns =
        std::clamp((viewport.width() + spacing) / std::max(1, chrome.smallestWidth + spacing), 1,
                   std::max(1, count));
    for (int columns = 1; columns <= mostColumns; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const int width = (viewport.width() - (columns - 1) * spacing) / columns - chrome.width;
        const int fitting = (viewport.height() - (rows - 1) * spacing) / std::max(1, rows);
        const bool fits = fitting - chrome.height >= kSmallestPane || rows == 1;
        const int height =
            fits ? fitting - chrome.height
                 : std::min(static_cast<int>(width / aspect), viewport.height() - chrome.height);
        const double side = std::min<double>(width, std::max(height, kSmallestPane) * aspect);
        // Of the grids that scroll, the one that shows most pictures at a time.
        const double area = fits ? side * side : static_cast<double>(columns);
        if (bestFits == fits ? area > bestArea : fits) {
            best = {columns, std::max(height, kSmallestPane) + chrome.height};
            bestArea = area;
            bestFits = fits;
        }
    }
    return best;
}

} // namespace lookalike
