// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/accessible_tabs.h"

#include <QAccessibleWidget>
#include <QTabBar>
#include <QVariant>
#include <vector>

namespace lookalike {

namespace {

constexpr const char* kTabsProperty = "accessibleTabs";

class AccessibleTab : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    AccessibleTab(QTabBar& bar, int index)
        : m_bar(bar)
        , m_index(index)
    {}

    [[nodiscard]] bool isValid() const override { return m_index < m_bar.count(); }
    [[nodiscard]] QObject* object() const override { return nullptr; }
    [[nodiscard]] QWindow* window() const override { return m_bar.window()->windowHandle(); }
    [[nodiscard]] QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(&m_bar);
    }
    [[nodiscard]] QAccessibleInterface* child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    [[nodiscard]] QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::PageTab; }
    [[nodiscard]] QRect rect() const override
    {
        const QRect tab = m_bar.tabRect(m_index);
        return {m_bar.mapToGlobal(tab.topLeft()), tab.size()};
    }
    [[nodiscard]] QString text(QAccessible::Text what) const override
    {
        return what == QAccessible::Name          ? m_bar.tabText(m_index)
               : what == QAccessible::Description ? m_bar.tabToolTip(m_index)
                                                  : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = parent()->state();
        state.selectable = true;
        state.selected = m_index == m_bar.currentIndex();
        state.focused = state.selected && m_bar.hasFocus();
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& name) override
    {
        if (name == pressAction())
            m_bar.setCurrentIndex(m_index);
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    QTabBar& m_bar;
    const int m_index;
};

class AccessibleTabs : public QAccessibleWidget {
public:
    explicit AccessibleTabs(QTabBar& bar)
        : QAccessibleWidget(&bar, QAccessible::PageTabList)
        , m_bar(bar)
    {}
    AccessibleTabs(const AccessibleTabs&) = delete;
    AccessibleTabs& operator=(const AccessibleTabs&) = delete;
    ~AccessibleTabs() override
    {
        for (const QAccessible::Id tab : m_tabs)
            QAccessible::deleteAccessibleInterface(tab);
    }

    [[nodiscard]] int childCount() const override { return m_bar.count(); }
    [[nodiscard]] QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= m_bar.count())
            return nullptr;
        while (static_cast<int>(m_tabs.size()) <= index)
            m_tabs.push_back(QAccessible::registerAccessibleInterface(
                new AccessibleTab(m_bar, static_cast<int>(m_tabs.size()))));
        return QAccessible::accessibleInterface(m_tabs[static_cast<std::size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface* wanted) const override
    {
        for (int i = 0; i < m_bar.count(); ++i)
            if (child(i) == wanted)
                return i;
        return -1;
    }
    [[nodiscard]] QAccessibleInterface* childAt(int x, int y) const override
    {
        return child(m_bar.tabAt(m_bar.mapFromGlobal(QPoint(x, y))));
    }
    [[nodiscard]] QAccessibleInterface* focusChild() const override
    {
        return m_bar.hasFocus() ? child(m_bar.currentIndex()) : nullptr;
    }

private:
    QTabBar& m_bar;
    mutable std::vector<QAccessible::Id> m_tabs; ///< those that somebody has asked for
};

QAccessibleInterface* withTabs(const QString&, QObject* object)
{
    auto* bar = qobject_cast<QTabBar*>(object);
    return bar != nullptr && bar->property(kTabsProperty).isValid() ? new AccessibleTabs(*bar)
                                                                    : nullptr;
}

} // namespace

void makeTabsAccessible(QTabBar& bar)
{
    static const bool isInstalled = (QAccessible::installFactory(withTabs), true);
    static_cast<void>(isInstalled);
    bar.setProperty(kTabsProperty, true);
}

} // namespace lookalike
