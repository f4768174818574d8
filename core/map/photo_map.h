// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace lookalike {

/// A grid of photos, line by line. An invalid content is a free cell.
struct MapLevel {
    std::size_t columns = 0;
    std::vector<ContentId> cells;

    [[nodiscard]] std::size_t rows() const noexcept
    {
        return columns == 0 ? 0 : (cells.size() + columns - 1) / columns;
    }
};

/// All photos of a library on a grid, similar ones near each other, and the same from further away:
/// a cell of one level stands for two by two of the level below and shows one of their photos.
/// Photos come and go without moving the others, so that the user finds them where they were. One
/// thread at a time.
class PhotoMap {
public:
    PhotoMap() = default;
    /// `finest` holds no content twice. `choose` picks the photo that stands for some; it is given
    /// at least one.
    using Choose = std::function<ContentId(const std::vector<ContentId>&)>;
    PhotoMap(MapLevel finest, const Choose& choose);
    /// Of levels that were stored. Nothing where they do not fit each other.
    [[nodiscard]] static std::optional<PhotoMap> fromLevels(std::vector<MapLevel> levels);

    /// The finest first; never empty, but for a map without photos.
    [[nodiscard]] const std::vector<MapLevel>& levels() const noexcept { return m_levels; }
    /// The number of photos.
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    /// On the finest level.
    [[nodiscard]] std::optional<std::size_t> cellOf(ContentId content) const;

    /// Frees the cells of all contents that `keep` refuses. Returns how many there were.
    std::size_t removeUnless(const std::function<bool(ContentId)>& keep);
    struct Newcomer {
        ContentId content;   ///< not on the map yet
        ContentId neighbour; ///< the photo to be near; invalid: none
    };
    /// Gives each the free cell nearest to its neighbour, or one at the end where all around are
    /// taken.
    void add(const std::vector<Newcomer>& newcomers);

private:
    [[nodiscard]] std::size_t freeCellNear(std::size_t cell) const;
    /// Lets each cell of the coarser levels show a photo that it stands for.
    void updateCoarserLevels();

    /// Returns false if the content, a valid one, is on the map already.
    bool put(ContentId content, std::size_t cell);

    std::vector<MapLevel> m_levels;
    std::vector<std::uint32_t> m_cellOf; ///< by content, whose ids are dense; kNowhere: on no cell
    std::size_t m_size = 0;
};

} // namespace lookalike
