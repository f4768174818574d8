// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/accessible_role.h"

#include "ui/widgets/reading_order.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>
#include <algorithm>
#include <array>
#include <utility>

namespace lookalike {

namespace {

constexpr const char* kRoleProperty = "accessibleRole";

/// The classes for which Qt has nothing but a role.
constexpr std::array<std::pair<const char*, QAccessible::Role>, 3> kPlainClasses{
    {{"QWidget", QAccessible::Client},
     {"QFrame", QAccessible::Border},
     {"QSplitter", QAccessible::Splitter}}};

/// A widget whose parts are read in the order in which they stand; Qt's are in the order in which
/// they were created.
class ReadableWidget : public QAccessibleWidget {
public:
    using QAccessibleWidget::QAccessibleWidget;

    [[nodiscard]] QAccessibleInterface* child(int index) const override
    {
        const std::vector<QWidget*> parts = inOrder();
        return index < 0 || index >= static_cast<int>(parts.size())
                   ? nullptr
                   : QAccessible::queryAccessibleInterface(parts[static_cast<std::size_t>(index)]);
    }

    [[nodiscard]] int indexOfChild(const QAccessibleInterface* part) const override
    {
        const std::vector<QWidget*> parts = inOrder();
        const auto found = part == nullptr ? parts.end() : std::ranges::find(parts, part->object());
        return found == parts.end() ? -1 : static_cast<int>(found - parts.begin());
    }

private:
    [[nodiscard]] std::vector<QWidget*> inOrder() const
    {
        std::vector<QWidget*> parts;
        for (int i = 0; i < childCount(); ++i)
            if (const QAccessibleInterface* const part = QAccessibleWidget::child(i))
                if (auto* widget = qobject_cast<QWidget*>(part->object()))
                    parts.push_back(widget);
        const auto hidden = std::ranges::stable_partition(
            parts, [](const QWidget* part) { return part->isVisible(); });
        std::vector<QWidget*> visible(parts.begin(), hidden.begin());
        sortInReadingOrder(visible);
        std::ranges::copy(visible, parts.begin());
        return parts;
    }
};

/// Qt asks for the class of the widget first, then for what that is derived from.
QAccessibleInterface* readable(const QString& className, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    if (widget == nullptr)
        return nullptr;
    if (const QVariant role = widget->property(kRoleProperty); role.isValid())
        return new ReadableWidget(widget, static_cast<QAccessible::Role>(role.toInt()));
    for (const auto& [name, role] : kPlainClasses)
        if (className == QLatin1String(name))
            return new ReadableWidget(widget, role);
    return nullptr;
}

} // namespace

void setAccessibleRole(QWidget& widget, QAccessible::Role role)
{
    static const bool isInstalled = (QAccessible::installFactory(readable), true);
    static_cast<void>(isInstalled);
    widget.setProperty(kRoleProperty, static_cast<int>(role));
}

} // namespace lookalike
