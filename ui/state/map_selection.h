// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/map/photo_map.h"

#include <QRect>
#include <cstddef>
#include <vector>

namespace lookalike {

/// Which photos of a map are selected. On the coarser levels a cell stands for all photos below it,
/// and counts as selected as soon as one of them is. GUI thread.
class MapSelection {
public:
    /// `map` must outlive it. Once it is another map, call clear(), then add().
    explicit MapSelection(const PhotoMap& map)
        : m_map(map)
    {}

    /// Selects the photos of a rectangle of cells of a level, or takes them out.
    void set(std::size_t level, const QRect& cells, bool selected);
    /// Selects these where they are on the map.
    void add(const std::vector<ContentId>& contents);
    void clear();

    [[nodiscard]] std::size_t count() const { return m_count; }
    /// Line by line.
    [[nodiscard]] std::vector<ContentId> contents() const;
    /// The selected cells of a level, as rectangles that do not overlap.
    [[nodiscard]] std::vector<QRect> cells(std::size_t level) const;

private:
    void put(std::size_t cell, bool selected);
    /// By cell of the level.
    [[nodiscard]] std::vector<bool> shownOn(std::size_t level) const;

    const PhotoMap& m_map;
    std::vector<bool> m_isSelected; ///< by cell of the finest level; empty: none
    std::size_t m_count = 0;
};

} // namespace lookalike
