// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <vector>

namespace lookalike {

class LibraryGrid;
class LibraryModel;

/// Where the user is among all photos, by photos and not by rows: survives that the model takes
/// another list. GUI thread.
class LibraryPlace {
public:
    /// Before the change.
    void remember(const LibraryGrid& grid, const LibraryModel& model);
    /// After it. Where photos are in another order now, what was seen is not seen again, but the
    /// current photo is.
    void restore(LibraryGrid& grid, const LibraryModel& model, bool isSameOrder) const;

private:
    void select(LibraryGrid& grid, const LibraryModel& model) const;

    ContentId m_current;
    int m_currentRow = 0;
    ContentId m_anchor; ///< the current photo where it was seen, or else the first one that was
    int m_anchorRow = 0;
    int m_top = 0; ///< of the anchor in the viewport
    bool m_wasAtStart = true;
    std::vector<bool> m_selected; ///< by content; ids are dense
};

} // namespace lookalike
