// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reading_order.h"

#include <QApplication>
#include <QWidget>
#include <algorithm>

namespace lookalike {

namespace {

using Widgets = std::vector<QWidget*>;

/// Where the widget begins and ends, downwards or along the line.
struct Extent {
    int begin;
    int end;
};

Extent downwards(const QWidget& widget)
{
    const QRect place = widget.geometry();
    return {place.top(), place.bottom() + 1};
}

Extent alongTheLine(const QWidget& widget)
{
    const QRect place = widget.geometry();
    return widget.layoutDirection() == Qt::RightToLeft ? Extent{-place.right() - 1, -place.left()}
                                                       : Extent{place.left(), place.right() + 1};
}

/// Sorts the widgets and returns how many of them end before all others begin; all of them where
/// no line divides them.
std::size_t divide(Widgets& widgets, Extent (*extent)(const QWidget&))
{
    std::ranges::stable_sort(widgets, {},
                             [&](const QWidget* widget) { return extent(*widget).begin; });
    int end = extent(*widgets.front()).end;
    for (std::size_t i = 1; i < widgets.size(); ++i) {
        const Extent next = extent(*widgets[i]);
        if (next.begin >= end)
            return i;
        end = std::max(end, next.end);
    }
    return widgets.size();
}

void addChildren(const QWidget& parent, Widgets& found)
{
    Widgets children;
    for (QObject* child : parent.children())
        if (auto* widget = qobject_cast<QWidget*>(child);
            widget != nullptr && !widget->isWindow() && widget->isVisible() &&
            widget->isEnabled() && !widget->geometry().isEmpty())
            children.push_back(widget);
    sortInReadingOrder(children);
    for (QWidget* widget : children) {
        if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr)
            found.push_back(widget);
        addChildren(*widget, found);
    }
}

} // namespace

void sortInReadingOrder(Widgets& siblings)
{
    if (siblings.size() < 2)
        return;
    std::size_t count = divide(siblings, downwards);
    if (count == siblings.size())
        count = divide(siblings, alongTheLine);
    if (count == siblings.size())
        return;
    const auto middle = siblings.begin() + static_cast<std::ptrdiff_t>(count);
    Widgets first(siblings.begin(), middle);
    Widgets second(middle, siblings.end());
    sortInReadingOrder(first);
    sortInReadingOrder(second);
    std::ranges::copy(second, std::ranges::copy(first, siblings.begin()).out);
}

Widgets inReadingOrder(const QWidget& root)
{
    Widgets found;
    addChildren(root, found);
    return found;
}

bool moveFocus(const QWidget& root, bool next)
{
    const Widgets order = inReadingOrder(root);
    QWidget* const current = QApplication::focusWidget();
    const auto focus = std::ranges::find(order, current);
    if (order.empty() || (current != nullptr && focus == order.end()))
        return false;
    const auto last = std::prev(order.end());
    QWidget* const target = next ? (focus >= last ? order.front() : *std::next(focus))
                                 : (focus == order.begin() ? *last : *std::prev(focus));
    target->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace lookalike
