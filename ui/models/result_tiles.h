// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace lookalike {

/// How well a photo answers the query, as limits and histograms have it. For pictures the cosine
/// similarity. Cosines of words mean nothing by themselves: for queries with words, 0 is what the
/// library's photos score on average, or less, and 1 is ten standard deviations above.
[[nodiscard]] double scoreOf(const SearchHit& photo);

/// Limits for a query with words that leave no weaker photos than these.
struct BandStarts {
    double likely = 0;
    double strong = 0;
};

/// The hits of a search as tiles: one for a photo with all its copies, or one for each file. Best
/// first; the copies of an unfolded photo follow its tile. GUI thread.
class ResultTiles {
public:
    void setHits(std::vector<SearchHit> hits);
    void setCopiesAsOne(bool asOne);
    /// Leaves out the photos that are pictures of the query.
    void setQueryHidden(bool hidden);
    void setUnfolded(int tile, bool unfolded);
    void foldAll();

    [[nodiscard]] int count() const { return static_cast<int>(m_tiles.size()); }
    [[nodiscard]] const SearchHit& photo(int tile) const;
    /// The files that the tile stands for, with those of an unfolded photo that follow it.
    [[nodiscard]] int copies(int tile) const { return at(tile).copies; }
    /// One of these files is a picture of the query.
    [[nodiscard]] bool isQuery(int tile) const { return at(tile).isQuery; }
    [[nodiscard]] bool isUnfolded(int tile) const;
    /// Whether it is a copy of the photo before it, which is unfolded.
    [[nodiscard]] bool isFurther(int tile) const { return at(tile).isFurther; }
    /// Returns how many of the first tiles to show: `topK` photos of at least `minScore`, rounded
    /// as the user sees it, and their copies. Without `minScore` from line() on.
    [[nodiscard]] int countWithin(int topK, std::optional<double> minScore) const;
    /// The score from which on photos are shown unless the user says otherwise. For words that of
    /// the last photo before the first clear gap above a weak one, or of the eighth where that is
    /// lower; -1 for pictures, and where there is no gap.
    [[nodiscard]] double line() const;
    /// Empty for pictures.
    [[nodiscard]] std::optional<BandStarts> bands() const;
    /// Returns the tile of the file, or else of the photo that it is a copy of; -1: none.
    [[nodiscard]] int tileOf(const SearchHit& photo) const;
    /// Of the tiles, for the histogram.
    [[nodiscard]] std::vector<float> scores() const;
    /// What the search returned, before copies become one.
    [[nodiscard]] std::size_t hitCount() const { return m_hitCount; }

private:
    struct Tile {
        std::uint32_t photo = 0; ///< place in m_photos
        int copies = 1;
        bool isFurther = false;
        bool isQuery = false;
    };
    [[nodiscard]] const Tile& at(int tile) const { return m_tiles[static_cast<std::size_t>(tile)]; }
    void arrange();
    void addGroup(const std::vector<std::uint32_t>& photos);

    std::vector<SearchHit> m_photos; ///< one for each file
    std::size_t m_hitCount = 0;
    std::vector<Tile> m_tiles;
    std::set<ContentId> m_unfolded; ///< by groupOf()
    bool m_copiesAsOne = true;
    bool m_queryHidden = false;
};

} // namespace lookalike
