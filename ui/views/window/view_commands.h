// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace lookalike {

class ActionRegistry;
class LibrarySession;
class Theme;

/// How the window looks, and help. GUI thread.
class ViewCommands : public QObject {
    Q_OBJECT

public:
    /// All must outlive it; it belongs to `window`, which dialogs belong to, too.
    ViewCommands(LibrarySession& session, Theme& theme, ActionRegistry& actions, QWidget& window);

    /// Adds full screen and the colours to the View menu.
    void fillMenu(QMenu& view);
    [[nodiscard]] QAction& shortcuts() const { return *m_shortcuts; }
    [[nodiscard]] QAction& about() const { return *m_about; }

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    Theme& m_theme;
    QAction *m_fullScreen, *m_shortcuts, *m_about;
};

} // namespace lookalike
