// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>
#include <utility>
#include <vector>

namespace lookalike {

/// Where the items of a grid lie whose sections begin with a heading. In each section, cells of one
/// size stand in rows from the left. Costs nothing for what is not looked at. In pixels, from the
/// top left corner of the contents.
class SectionLayout {
public:
    struct Measures {
        QSize cell{1, 1};
        int columns = 1;
        int heading = 0; ///< height; 0: no headings
        bool operator==(const Measures&) const = default;
    };

    /// `firsts`: the first item of each section, ascending from 0; empty where there is no item.
    void setItems(std::vector<int> firsts, int count);
    void setMeasures(const Measures& measures);
    [[nodiscard]] const Measures& measures() const { return m_measures; }

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int sections() const { return static_cast<int>(m_firsts.size()); }
    [[nodiscard]] int height() const { return m_tops.empty() ? 0 : m_tops.back(); }

    [[nodiscard]] int firstOf(int section) const { return m_firsts[at(section)]; }
    /// One past its last item.
    [[nodiscard]] int endOf(int section) const;
    [[nodiscard]] int topOf(int section) const { return m_tops[at(section)]; }
    [[nodiscard]] int sectionOf(int item) const;
    /// The section that this line belongs to, or else the nearest one; -1 where there is none.
    [[nodiscard]] int sectionAt(int y) const;

    [[nodiscard]] QRect rectOf(int item) const;
    /// -1 where no item lies.
    [[nodiscard]] int itemAt(const QPoint& point) const;
    /// The item there or nearest to there; -1 where there is none.
    [[nodiscard]] int itemNear(const QPoint& point) const;
    /// The items whose cells may be seen between two lines, the second one not included.
    [[nodiscard]] std::pair<int, int> itemsBetween(int top, int bottom) const;
    /// The item in the same column of the row above or below; the item itself where there is none.
    [[nodiscard]] int above(int item) const;
    [[nodiscard]] int below(int item) const;

private:
    [[nodiscard]] static std::size_t at(int section) { return static_cast<std::size_t>(section); }
    [[nodiscard]] int rowsOf(int section) const;
    void update();

    Measures m_measures;
    std::vector<int> m_firsts;
    std::vector<int> m_tops; ///< of the sections, and the end of the last
    int m_count = 0;
};

} // namespace lookalike
