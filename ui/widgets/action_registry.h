// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

namespace lookalike {

/// Every command of the window with its shortcut, which the user can change. Menus, buttons and
/// the shortcuts sheet all take their actions from here. GUI thread.
class ActionRegistry : public QObject {
    Q_OBJECT

public:
    /// Where a shortcut works. Two pages may use the same keys, for they are never shown together.
    enum class Scope { Window, Search, Duplicates };
    struct Entry {
        QString group; ///< heading in the shortcuts sheet
        QAction* action;
        QKeySequence standard; ///< the shortcut it comes with
        Scope scope;
    };

    explicit ActionRegistry(QObject* parent = nullptr);

    /// `id` names it in the settings. `icon` may be empty. The action belongs to the registry.
    QAction* add(const QString& id, const QString& group, const QString& text, const QString& icon,
                 const QKeySequence& shortcut, Scope scope = Scope::Window);

    /// Those of one group stand together; groups in the order in which they first came.
    [[nodiscard]] const QList<Entry>& entries() const { return m_entries; }
    /// The other action that would answer to this shortcut where `action` does; null where it is
    /// free.
    [[nodiscard]] QAction* owner(const QKeySequence& shortcut, const QAction* action) const;
    /// Remembered; takes the shortcut away from whatever had it.
    void setShortcut(QAction* action, const QKeySequence& shortcut);
    /// Back to the shortcut it comes with, taken away from whatever has it now.
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
