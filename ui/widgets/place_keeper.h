// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QRect>
#include <QSize>

class QAbstractItemView;

namespace lookalike {

/// Keeps in view what the user looks at while a list gets another size or another layout: the
/// current item where it is visible, or else the first one that is. Several changes one after
/// another end where they began. GUI thread.
class PlaceKeeper {
public:
    /// `view` scrolls by pixels and must outlive the keeper.
    explicit PlaceKeeper(QAbstractItemView& view)
        : m_view(view)
    {}

    /// Before the change, while items lie as they did in a viewport of this size. Does nothing
    /// until restore() where it was called already.
    void hold(const QSize& viewport);
    /// After the change. Lays the items out.
    void restore();

private:
    void pick(const QSize& viewport);
    [[nodiscard]] QModelIndex firstVisible(const QRect& visible) const;

    QAbstractItemView& m_view;
    QPersistentModelIndex m_anchor;
    int m_top = 0; ///< of the anchor, from the viewport's
    bool m_isCurrent = false;
    bool m_wasAtStart = false;
    // Whether the user has scrolled since, or gone elsewhere:
    int m_value = -1;
    QPersistentModelIndex m_current;
    bool m_isHolding = false;
};

} // namespace lookalike
