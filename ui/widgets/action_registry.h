// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

namespace lookalike {

/// Owns every command of the window with its shortcut, which the user can change. Menus, buttons
/// and the shortcuts dialog take their actions from here. GUI thread.
class ActionRegistry : public QObject {
    Q_OBJECT

public:
    /// Where a shortcut works. Two pages may use the same keys because only one page is visible.
    enum class Scope { Window, Search, Duplicates, Library };
    struct Entry {
        QString group; ///< heading in the shortcuts dialog
        QAction* action;
        QKeySequence standard; ///< the default shortcut
        Scope scope;
    };

    explicit ActionRegistry(QObject* parent = nullptr);

    /// `id` is the key in the settings. `icon` may be empty. The registry owns the action.
    QAction* add(const QString& id, const QString& group, const QString& text, const QString& icon,
                 const QKeySequence& shortcut, Scope scope = Scope::Window);

    /// Those of one group stand together; groups in the order in which they first came.
    [[nodiscard]] const QList<Entry>& entries() const { return m_entries; }
    /// The action that already uses this shortcut in the scope of `action`; null if it is free.
    [[nodiscard]] QAction* owner(const QKeySequence& shortcut, const QAction* action) const;
    /// Saves the shortcut and removes it from the action that used it before.
    void setShortcut(QAction* action, const QKeySequence& shortcut);
    /// Restores the default shortcut and removes it from the action that uses it now.
    void reset(QAction* action);
    [[nodiscard]] bool isStandard(const QAction* action) const;
    void resetAll();

Q_SIGNALS:
    void shortcutsChanged();

private:
    static void store(const Entry& entry);
    [[nodiscard]] Scope scopeOf(const QAction* action) const;

    QList<Entry> m_entries;
};

} // namespace lookalike
