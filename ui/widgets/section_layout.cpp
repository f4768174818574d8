// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/section_layout.h"

#include <algorithm>
#include <limits>

namespace lookalike {

void SectionLayout::setItems(std::vector<int> firsts, int count)
{
    m_firsts = std::move(firsts);
    m_count = count;
    update();
}

void SectionLayout::setMeasures(const Measures& measures)
{
    if (measures == m_measures)
        return;
    m_measures = measures;
    update();
}

void SectionLayout::update()
{
    m_tops.clear();
    if (m_firsts.empty())
        return;
    m_tops.reserve(m_firsts.size() + 1);
    qint64 top = 0;
    const auto add = [&] {
        constexpr qint64 kMost = std::numeric_limits<int>::max() / 2;
        m_tops.push_back(static_cast<int>(std::min(top, kMost)));
    };
    for (int section = 0; section < sections(); ++section) {
        add();
        top += m_measures.heading + qint64{rowsOf(section)} * m_measures.cell.height();
    }
    add();
}

int SectionLayout::endOf(int section) const
{
    return section + 1 < sections() ? m_firsts[at(section + 1)] : m_count;
}

int SectionLayout::rowsOf(int section) const
{
    const int items = endOf(section) - firstOf(section);
    return (items + m_measures.columns - 1) / m_measures.columns;
}

int SectionLayout::sectionOf(int item) const
{
    return static_cast<int>(std::ranges::upper_bound(m_firsts, item) - m_firsts.begin()) - 1;
}

int SectionLayout::sectionAt(int y) const
{
    const auto end = m_tops.begin() + sections();
    const int section = static_cast<int>(std::upper_bound(m_tops.begin(), end, y) - m_tops.begin());
    return std::max(section - 1, m_firsts.empty() ? -1 : 0);
}

QRect SectionLayout::rectOf(int item) const
{
    if (item < 0 || item >= m_count)
        return {};
    const int section = sectionOf(item);
    const int inSection = item - firstOf(section);
    const QPoint corner(inSection % m_measures.columns * m_measures.cell.width(),
                        topOf(section) + m_measures.heading +
                            inSection / m_measures.columns * m_measures.cell.height());
    return {corner, m_measures.cell};
}

int SectionLayout::itemNear(const QPoint& point) const
{
    const int section = sectionAt(point.y());
    if (section < 0)
        return -1;
    const int row =
        std::clamp((point.y() - topOf(section) - m_measures.heading) / m_measures.cell.height(), 0,
                   rowsOf(section) - 1);
    const int column = std::clamp(point.x() / m_measures.cell.width(), 0, m_measures.columns - 1);
    return std::min(firstOf(section) + row * m_measures.columns + column, endOf(section) - 1);
}

int SectionLayout::itemAt(const QPoint& point) const
{
    const int item = itemNear(point);
    return item >= 0 && rectOf(item).contains(point) ? item : -1;
}

std::pair<int, int> SectionLayout::itemsBetween(int top, int bottom) const
{
    if (m_count == 0 || bottom <= top)
        return {0, 0};
    const int begin = itemNear({0, top});
    const int last = itemNear({std::numeric_limits<int>::max(), bottom - 1});
    return {begin, last + 1};
}

int SectionLayout::above(int item) const
{
    const int section = sectionOf(item);
    const int inSection = item - firstOf(section);
    if (inSection >= m_measures.columns)
        return item - m_measures.columns;
    if (section == 0)
        return item;
    const int lastRow = firstOf(section - 1) + (rowsOf(section - 1) - 1) * m_measures.columns;
    return std::min(lastRow + inSection, endOf(section - 1) - 1);
}

int SectionLayout::below(int item) const
{
    const int section = sectionOf(item);
    const int inSection = item - firstOf(section);
    const int column = inSection % m_measures.columns;
    if (inSection / m_measures.columns + 1 < rowsOf(section))
        return std::min(item + m_measures.columns, endOf(section) - 1);
    if (section + 1 == sections())
        return item;
    return std::min(firstOf(section + 1) + column, endOf(section + 1) - 1);
}

} // namespace lookalike
