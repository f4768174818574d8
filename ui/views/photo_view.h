// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"

#include <vector>

namespace lookalike {

/// Photos that a page shows, as PhotoCommands and the details panel need them. GUI thread.
class PhotoView {
public:
    virtual ~PhotoView() = default;

    /// The photo with the keyboard focus; null where no photo is shown. Valid until the view
    /// changes.
    [[nodiscard]] virtual const SearchHit* currentPhoto() const = 0;
    /// In the view's order; where none is selected, the current one alone.
    [[nodiscard]] virtual std::vector<SearchHit> selectedPhotos() const = 0;
    /// Those and the photos that they stand for, such as the shots of a folded burst: they are not
    /// to be torn apart.
    [[nodiscard]] virtual std::vector<SearchHit> wholeSelection() const { return selectedPhotos(); }
    /// False while selectedPhotos() does not tell all yet. PhotoCommands::update() is called when
    /// it does.
    [[nodiscard]] virtual bool isSelectionKnown() const { return true; }
    /// Shows the current photo over the whole window.
    virtual void previewCurrent() = 0;
};

} // namespace lookalike
