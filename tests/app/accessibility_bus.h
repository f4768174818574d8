// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader sees of another program: its tree on the accessibility bus (AT-SPI).
#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QRect>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

namespace lookalike::testing {

/// One object of a program.
struct AccessibleObject {
    QString service;
    QString path;
    bool operator==(const AccessibleObject&) const = default;
};

enum class AccessibleState { // numbers of AT-SPI
    Checked = 4,
    Enabled = 8,
    Focusable = 11,
    Focused = 12,
    Selected = 23,
    Showing = 25,
};

struct AccessibleNode {
    AccessibleObject object;
    int parent = -1; ///< in the tree's list
    QString name;
    QString description;
    QString role;
    quint64 states = 0;
    bool isLabelled = false; ///< by another node
    int children = 0;
    QRect place; ///< on the screen

    [[nodiscard]] bool is(AccessibleState state) const
    {
        return ((states >> static_cast<int>(state)) & 1U) != 0;
    }
    /// For messages of tests.
    [[nodiscard]] QString text() const { return role + QStringLiteral(" \"%1\"").arg(name); }
};

/// Asks over the session's accessibility bus, which the system starts when it is first asked for.
/// Every call waits for its answer.
class AccessibilityBus {
public:
    AccessibilityBus();
    ~AccessibilityBus();
    AccessibilityBus(const AccessibilityBus&) = delete;
    AccessibilityBus& operator=(const AccessibilityBus&) = delete;

    /// Why there is no such bus; empty where there is.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    [[nodiscard]] std::optional<AccessibleObject> program(const QString& name);
    /// All that is shown, parents before their children. Of nodes for which `isOneThing` the
    /// children are counted and left out.
    [[nodiscard]] std::vector<AccessibleNode>
    tree(const AccessibleObject& program,
         const std::function<bool(const AccessibleNode&)>& isOneThing);
    [[nodiscard]] quint64 states(const AccessibleObject& object);
    /// Does the first thing that can be done to it.
    bool press(const AccessibleObject& object);

private:
    [[nodiscard]] QVariantList call(const AccessibleObject& object, const QString& interface,
                                    const QString& method, const QVariantList& arguments = {});
    [[nodiscard]] QString property(const AccessibleObject& object, const QString& name);
    [[nodiscard]] std::vector<AccessibleObject> children(const AccessibleObject& object);
    [[nodiscard]] AccessibleNode node(const AccessibleObject& object);

    QDBusConnection m_bus;
    QString m_problem;
};

} // namespace lookalike::testing
