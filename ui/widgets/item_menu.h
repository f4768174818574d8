// SPDX-License-Identifier: GPL-3.0-or-later
// Context menus: by mouse they open at the pointer, by keyboard (the Menu key, or Shift+F10, which
// Qt does not know everywhere) at what is current. Qt keeps them on the screen. GUI thread.
#pragma once

#include <QModelIndex>
#include <QObject>
#include <functional>

class QAbstractItemView;
class QKeyEvent;
class QMenu;
class QWidget;

namespace lookalike {

/// Opens a menu without waiting for it; it belongs to `parent` and goes when it is closed. Does
/// nothing where `fill` adds nothing.
void openMenu(QWidget& parent, const QPoint& globalPosition,
              const std::function<void(QMenu&)>& fill);

/// Whether the user asks for a context menu by this key.
[[nodiscard]] bool asksForMenu(const QKeyEvent& event);

/// The context menu of the items of a list.
class ItemMenu : public QObject {
    Q_OBJECT

public:
    using Fill = std::function<void(QMenu&, const QModelIndex&)>;
    /// Belongs to the view. `fill` is called with the item that the menu is for.
    ItemMenu(QAbstractItemView& view, Fill fill);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void openAtCurrent();
    void open(const QModelIndex& index, const QPoint& globalPosition);

    QAbstractItemView& m_view;
    Fill m_fill;
};

} // namespace lookalike
