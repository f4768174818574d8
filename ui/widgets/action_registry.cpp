// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_registry.h"

#include "ui/widgets/icons.h"

#include <QSettings>
#include <algorithm>

namespace lookalike {

namespace {

QString settingsKey(const QString& id)
{
    return QStringLiteral("shortcuts/") + id;
}

} // namespace

ActionRegistry::ActionRegistry(QObject* parent)
    : QObject(parent)
{}

QAction* ActionRegistry::add(const QString& id, const QString& group, const QString& text,
                             const QString& icon, const QKeySequence& shortcut, Scope scope)
{
    auto* action = new QAction(text, this);
    action->setObjectName(id);
    if (!icon.isEmpty())
        action->setIcon(lineIcon(icon));
    // A menu shows an icon in place of the tick.
    connect(action, &QAction::checkableChanged, action,
            [action](bool checkable) { action->setIconVisibleInMenu(!checkable); });
    const QVariant stored = QSettings().value(settingsKey(id));
    action->setShortcut(
        stored.isValid() ? QKeySequence::fromString(stored.toString(), QKeySequence::PortableText)
                         : shortcut);
    const auto last = std::find_if(m_entries.crbegin(), m_entries.crend(),
                                   [&group](const Entry& entry) { return entry.group == group; });
    m_entries.insert(last == m_entries.crend() ? m_entries.cend() : last.base(),
                     Entry{group, action, shortcut, scope});
    return action;
}

ActionRegistry::Scope ActionRegistry::scopeOf(const QAction* action) const
{
    for (const Entry& entry : m_entries)
        if (entry.action == action)
            return entry.scope;
    return Scope::Window;
}

QAction* ActionRegistry::owner(const QKeySequence& shortcut, const QAction* action) const
{
    if (shortcut.isEmpty())
        return nullptr;
    const Scope scope = scopeOf(action);
    for (const Entry& entry : m_entries)
        if (entry.action != action && entry.action->shortcut() == shortcut &&
            (entry.scope == scope || entry.scope == Scope::Window || scope == Scope::Window))
            return entry.action;
    return nullptr;
}

void ActionRegistry::store(const Entry& entry)
{
    QSettings settings;
    const QString key = settingsKey(entry.action->objectName());
    if (entry.action->shortcut() == entry.standard)
        settings.remove(key);
    else
        settings.setValue(key, entry.action->shortcut().toString(QKeySequence::PortableText));
}

void ActionRegistry::setShortcut(QAction* action, const QKeySequence& shortcut)
{
    while (QAction* other = owner(shortcut, action))
        other->setShortcut({});
    action->setShortcut(shortcut);
    for (const Entry& entry : std::as_const(m_entries))
        store(entry);
    Q_EMIT shortcutsChanged();
}

void ActionRegistry::reset(QAction* action)
{
    for (const Entry& entry : std::as_const(m_entries))
        if (entry.action == action) {
            setShortcut(action, QKeySequence(entry.standard));
            return;
        }
}

bool ActionRegistry::isStandard(const QAction* action) const
{
    for (const Entry& entry : m_entries)
        if (entry.action == action)
            return entry.standard == action->shortcut();
    return true;
}

void ActionRegistry::resetAll()
{
    for (const Entry& entry : std::as_const(m_entries)) {
        entry.action->setShortcut(entry.standard);
        store(entry);
    }
    Q_EMIT shortcutsChanged();
}

} // namespace lookalike
