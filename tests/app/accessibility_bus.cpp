// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/accessibility_bus.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusVariant>

namespace lookalike::testing {

namespace {

const QString kConnection = QStringLiteral("accessibility");
const QString kAccessible = QStringLiteral("org.a11y.atspi.Accessible");
const QString kComponent = QStringLiteral("org.a11y.atspi.Component");
constexpr int kTimeoutMs = 10'000;
constexpr quint32 kLabelledBy = 2;

} // namespace

AccessibilityBus::AccessibilityBus()
    : m_bus(kConnection)
{
    const QDBusMessage asked = QDBusMessage::createMethodCall(
        QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"),
        QStringLiteral("org.a11y.Bus"), QStringLiteral("GetAddress"));
    const QDBusMessage answer = QDBusConnection::sessionBus().call(asked, QDBus::Block, kTimeoutMs);
    if (answer.type() != QDBusMessage::ReplyMessage) {
        m_problem = answer.errorMessage();
        return;
    }
    m_bus = QDBusConnection::connectToBus(answer.arguments().value(0).toString(), kConnection);
    if (!m_bus.isConnected())
        m_problem = m_bus.lastError().message();
}

AccessibilityBus::~AccessibilityBus()
{
    QDBusConnection::disconnectFromBus(kConnection);
}

QVariantList AccessibilityBus::call(const AccessibleObject& object, const QString& interface,
                                    const QString& method, const QVariantList& arguments)
{
    QDBusMessage asked =
        QDBusMessage::createMethodCall(object.service, object.path, interface, method);
    asked.setArguments(arguments);
    return m_bus.call(asked, QDBus::Block, kTimeoutMs).arguments();
}

QString AccessibilityBus::property(const AccessibleObject& object, const QString& name)
{
    const QVariant value = call(object, QStringLiteral("org.freedesktop.DBus.Properties"),
                                QStringLiteral("Get"), {kAccessible, name})
                               .value(0);
    return value.value<QDBusVariant>().variant().toString();
}

std::vector<AccessibleObject> AccessibilityBus::children(const AccessibleObject& object)
{
    std::vector<AccessibleObject> found;
    const QVariant answer = call(object, kAccessible, QStringLiteral("GetChildren")).value(0);
    if (!answer.canConvert<QDBusArgument>())
        return found; // it has gone
    const auto list = answer.value<QDBusArgument>();
    for (list.beginArray(); !list.atEnd();) {
        AccessibleObject child;
        QDBusObjectPath path;
        list.beginStructure();
        list >> child.service >> path;
        list.endStructure();
        child.path = path.path();
        found.push_back(child);
    }
    list.endArray();
    return found;
}

std::optional<AccessibleObject> AccessibilityBus::program(const QString& name)
{
    const AccessibleObject all{QStringLiteral("org.a11y.atspi.Registry"),
                               QStringLiteral("/org/a11y/atspi/accessible/root")};
    for (const AccessibleObject& program : children(all))
        if (property(program, QStringLiteral("Name")) == name)
            return program;
    return std::nullopt;
}

quint64 AccessibilityBus::states(const AccessibleObject& object)
{
    const QVariant answer = call(object, kAccessible, QStringLiteral("GetState")).value(0);
    if (!answer.canConvert<QDBusArgument>())
        return 0;
    const auto words = qdbus_cast<QList<quint32>>(answer);
    return words.size() < 2 ? 0 : words[0] | (static_cast<quint64>(words[1]) << 32U);
}

AccessibleNode AccessibilityBus::node(const AccessibleObject& object)
{
    AccessibleNode node;
    node.object = object;
    node.name = property(object, QStringLiteral("Name"));
    node.description = property(object, QStringLiteral("Description"));
    node.role = call(object, kAccessible, QStringLiteral("GetRoleName")).value(0).toString();
    node.states = states(object);
    constexpr quint32 kOnScreen = 0;
    const QVariant place =
        call(object, kComponent, QStringLiteral("GetExtents"), {kOnScreen}).value(0);
    if (place.canConvert<QDBusArgument>())
        node.place = qdbus_cast<QRect>(place);
    const QVariant relations = call(object, kAccessible, QStringLiteral("GetRelationSet")).value(0);
    if (!relations.canConvert<QDBusArgument>())
        return node;
    const auto list = relations.value<QDBusArgument>();
    for (list.beginArray(); !list.atEnd();) {
        quint32 kind = 0;
        list.beginStructure();
        list >> kind;
        list.endStructure();
        node.isLabelled = node.isLabelled || kind == kLabelledBy;
    }
    list.endArray();
    return node;
}

std::vector<AccessibleNode>
AccessibilityBus::tree(const AccessibleObject& program,
                       const std::function<bool(const AccessibleNode&)>& isOneThing)
{
    std::vector<AccessibleNode> nodes{node(program)};
    for (std::size_t at = 0; at < nodes.size(); ++at) {
        const std::vector<AccessibleObject> below = children(nodes[at].object);
        nodes[at].children = static_cast<int>(below.size());
        if (isOneThing(nodes[at]))
            continue;
        for (const AccessibleObject& child : below) {
            AccessibleNode next = node(child);
            next.parent = static_cast<int>(at);
            if (next.is(AccessibleState::Showing))
                nodes.push_back(std::move(next));
        }
    }
    return nodes;
}

bool AccessibilityBus::press(const AccessibleObject& object)
{
    constexpr qint32 kFirst = 0;
    return call(object, QStringLiteral("org.a11y.atspi.Action"), QStringLiteral("DoAction"),
                {kFirst})
        .value(0)
        .toBool();
}

} // namespace lookalike::testing
