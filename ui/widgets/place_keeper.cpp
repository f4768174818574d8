// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/place_keeper.h"

#include <QAbstractItemView>
#include <QScrollBar>
#include <algorithm>

namespace lookalike {

void PlaceKeeper::hold(const QSize& viewport)
{
    if (m_isHolding)
        return;
    m_isHolding = true;
    const bool isSame = m_anchor.isValid() && m_current == m_view.currentIndex() &&
                        m_value == m_view.verticalScrollBar()->value();
    if (!isSame)
        pick(viewport);
}

void PlaceKeeper::pick(const QSize& viewport)
{
    m_wasAtStart = m_view.verticalScrollBar()->value() == 0;
    m_current = m_view.currentIndex();
    const QRect visible(QPoint(), viewport);
    m_isCurrent = m_current.isValid() && visible.intersects(m_view.visualRect(m_current));
    m_anchor = m_isCurrent ? m_current : QPersistentModelIndex(firstVisible(visible));
    m_top = m_anchor.isValid() ? m_view.visualRect(m_anchor).top() : 0;
}

QModelIndex PlaceKeeper::firstVisible(const QRect& visible) const
{
    // A heading may stand above the first item.
    constexpr int kStep = 8;
    for (int y = 1; y < visible.height(); y += kStep)
        if (const QModelIndex index = m_view.indexAt(QPoint(1, y)); index.isValid())
            return index;
    return {};
}

void PlaceKeeper::restore()
{
    m_isHolding = false;
    QScrollBar& bar = *m_view.verticalScrollBar();
    if (m_anchor.isValid()) {
        const QRect rect = m_view.visualRect(m_anchor);
        const int room = m_view.viewport()->height() - rect.height();
        const int top = m_isCurrent ? std::clamp(m_top, 0, std::max(0, room)) : m_top;
        const int fromStart = bar.value() + rect.top();
        const bool fitsAtStart = m_wasAtStart && fromStart <= room;
        bar.setValue(fitsAtStart ? 0 : fromStart - top);
    }
    m_value = bar.value();
}

} // namespace lookalike
