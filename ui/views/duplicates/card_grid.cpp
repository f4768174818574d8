// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/card_grid.h"

#include <algorithm>
#include <limits>

namespace lookalike {

namespace {

constexpr double kSmallestPane = 120; ///< height in pixels below which a grid scrolls instead

/// Finds the rows of one grid.
class CardRows {
public:
    struct Row {
        std::size_t first = 0;
        std::size_t count = 0;
        double even = 0;   ///< the height at which its pictures fill its width
        double height = 0; ///< of its panes, where pictures that need little width are higher
    };

    CardRows(std::span<const double> aspects, QSize viewport, const CardChrome& chrome, int spacing)
        : m_aspects(aspects)
        , m_viewport(viewport)
        , m_chrome(chrome)
        , m_spacing(spacing)
        , m_columns(static_cast<std::size_t>(std::max(
              1, (viewport.width() + spacing) / std::max(1, chrome.smallestWidth + spacing))))
    {}

    [[nodiscard]] std::vector<Row> largest() const
    {
        const std::size_t count = m_aspects.size();
        const std::size_t fewest = (count + m_columns - 1) / m_columns;
        const auto most = static_cast<std::size_t>(
            std::max(1.0, heightFor(0) / (kSmallestPane + m_chrome.height + m_spacing)));
        std::vector<Row> best;
        double bestArea = -1;
        for (std::size_t rows = fewest; rows <= std::min(most, count); ++rows) {
            std::vector<Row> candidate = balanced(rows);
            limitHeights(candidate);
            if (const double sum = area(candidate); sum > bestArea) {
                best = std::move(candidate);
                bestArea = sum;
            }
        }
        return best.empty() ? scrolling() : best;
    }

    [[nodiscard]] std::vector<QRect> places(const std::vector<Row>& rows) const
    {
        std::vector<QRect> places;
        places.reserve(m_aspects.size());
        int y = 0;
        for (const Row& row : rows) {
            const int height = static_cast<int>(row.height) + m_chrome.height;
            const double spare = std::max(0.0, m_viewport.width() - width(row, evenHeight(row))) /
                                 static_cast<double>(row.count);
            double x = 0;
            for (std::size_t i = row.first; i < row.first + row.count; ++i) {
                const double end =
                    std::min<double>(x + cardWidth(i, evenHeight(row)) + spare, m_viewport.width());
                const int left = static_cast<int>(x);
                places.emplace_back(left, y, static_cast<int>(end) - left, height);
                x = end + m_spacing;
            }
            y += height + m_spacing;
        }
        return places;
    }

private:
    [[nodiscard]] double cardWidth(std::size_t card, double height) const
    {
        return std::max<double>(m_chrome.smallestWidth, m_aspects[card] * height + m_chrome.width);
    }

    [[nodiscard]] double width(const Row& row, double height) const
    {
        double width = m_spacing * (static_cast<double>(row.count) - 1);
        for (std::size_t i = row.first; i < row.first + row.count; ++i)
            width += cardWidth(i, height);
        return width;
    }

    /// Of the pictures by which its width is shared out.
    [[nodiscard]] static double evenHeight(const Row& row)
    {
        return std::min(row.even, row.height);
    }

    /// What so many rows leave for their pictures.
    [[nodiscard]] double heightFor(std::size_t rows) const
    {
        return m_viewport.height() + m_spacing -
               static_cast<double>(rows) * (m_chrome.height + m_spacing);
    }

    /// Breaks the photos into rows whose widths differ least: at one height of all pictures, the
    /// sum of their squares is the smallest.
    [[nodiscard]] std::vector<Row> balanced(std::size_t rows) const
    {
        const std::size_t count = m_aspects.size();
        const double height = std::max(kSmallestPane, heightFor(rows) / static_cast<double>(rows));
        std::vector<double> edges(count + 1, 0);
        for (std::size_t i = 0; i < count; ++i)
            edges[i + 1] = edges[i] + cardWidth(i, height) + m_spacing;
        constexpr double kImpossible = std::numeric_limits<double>::infinity();
        std::vector<double> cost(count + 1, kImpossible); // of the first so many cards
        cost[0] = 0;
        std::vector<std::vector<std::size_t>> starts; // of the last row, by rows and cards
        for (std::size_t row = 0; row < rows; ++row) {
            std::vector<double> next(count + 1, kImpossible);
            starts.emplace_back(count + 1, 0);
            for (std::size_t end = row + 1; end <= count; ++end)
                for (std::size_t start = end - std::min(end, m_columns); start < end; ++start) {
                    const double wide = edges[end] - edges[start];
                    if (const double sum = cost[start] + wide * wide; sum < next[end]) {
                        next[end] = sum;
                        starts.back()[end] = start;
                    }
                }
            cost = std::move(next);
        }
        std::vector<Row> broken(rows);
        std::size_t end = count;
        for (std::size_t row = rows; row-- > 0;) {
            const std::size_t start = starts[row][end];
            broken[row] = {start, end - start};
            end = start;
        }
        return broken;
    }

    /// Of the card in a row that is shared out by this height.
    [[nodiscard]] double pictureHeight(std::size_t card, double even) const
    {
        return (cardWidth(card, even) - m_chrome.width) / m_aspects[card];
    }

    /// Makes the pictures of each row so high that the row ends at the viewport's edge.
    void fillWidth(std::vector<Row>& rows) const
    {
        for (Row& row : rows) {
            double fits = 1;
            double tooHigh = std::max(2.0, m_viewport.width() / m_aspects[row.first]);
            while (tooHigh - fits > 0.1) {
                const double middle = (fits + tooHigh) / 2;
                (width(row, middle) <= m_viewport.width() ? fits : tooHigh) = middle;
            }
            row.even = fits;
            for (std::size_t i = row.first; i < row.first + row.count; ++i)
                row.height = std::max(row.height, pictureHeight(i, row.even));
        }
    }

    /// Cuts the highest rows to one height at which all rows fit.
    void limitHeights(std::vector<Row>& rows) const
    {
        fillWidth(rows);
        std::vector<double> heights;
        for (const Row& row : rows)
            heights.push_back(row.height);
        std::ranges::sort(heights);
        double left = std::max(kSmallestPane, heightFor(rows.size()));
        double limit = 0;
        for (std::size_t i = 0; i < heights.size(); ++i) {
            limit = left / static_cast<double>(heights.size() - i);
            if (heights[i] >= limit)
                break;
            left -= heights[i];
        }
        for (Row& row : rows)
            row.height = std::min(row.height, limit);
    }

    [[nodiscard]] double area(const std::vector<Row>& rows) const
    {
        double sum = 0;
        for (const Row& row : rows)
            for (std::size_t i = row.first; i < row.first + row.count; ++i) {
                const double height = std::min(row.height, pictureHeight(i, evenHeight(row)));
                sum += m_aspects[i] * height * height;
            }
        return sum;
    }

    /// The most photos at a time.
    [[nodiscard]] std::vector<Row> scrolling() const
    {
        std::vector<Row> rows;
        for (std::size_t first = 0; first < m_aspects.size(); first += rows.back().count) {
            Row row{first, 1};
            while (first + row.count < m_aspects.size() && row.count < m_columns &&
                   width({first, row.count + 1}, kSmallestPane) <= m_viewport.width())
                ++row.count;
            rows.push_back(row);
        }
        fillWidth(rows);
        double highest = std::max(kSmallestPane, heightFor(1));
        for (Row& row : rows) {
            if (rows.size() > 1 && &row == &rows.back()) // it may have few cards
                highest = rows[rows.size() - 2].height;
            row.height = std::min(row.even, highest);
        }
        return rows;
    }

    std::span<const double> m_aspects;
    QSize m_viewport;
    CardChrome m_chrome;
    int m_spacing;
    std::size_t m_columns; ///< the most that have room
};

} // namespace

std::vector<QRect> arrangeCards(std::span<const double> aspects, QSize viewport,
                                const CardChrome& chrome, int spacing)
{
    if (aspects.empty())
        return {};
    const CardRows rows(aspects, viewport, chrome, spacing);
    return rows.places(rows.largest());
}

} // namespace lookalike
