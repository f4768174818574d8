// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/preferences.h"

#include <QObject>

class QAction;
class QMenu;
class QSettings;
class QWidget;

namespace lookalike {

class ActionRegistry;
class LibraryReadiness;
class LibrarySession;
class ModelManager;
class NoticeBar;
class Theme;

/// Commands about the program as a whole: its models, the backups of its catalog, its settings, and
/// quitting. GUI thread.
class ProgramCommands : public QObject {
    Q_OBJECT

public:
    /// All must outlive it; it belongs to `window`, which dialogs belong to, too.
    ProgramCommands(LibrarySession& session, const LibraryReadiness& readiness, Theme& theme,
                    ActionRegistry& actions, NoticeBar& notice, QWidget& window);

    /// What the settings cannot change in this run.
    void setFixed(const FixedByCommandLine& fixed) { m_fixed = fixed; }

    [[nodiscard]] QAction& preferences() const { return *m_preferences; }
    [[nodiscard]] QAction& quit() const { return *m_quit; }
    /// Whether the program looks for new photos when it starts.
    [[nodiscard]] QAction& checkAtStart() const { return *m_checkAtStart; }
    /// Whether the program notices new photos while it runs.
    [[nodiscard]] QAction& watchFolders() const { return *m_watchFolders; }
    /// Whether photos are read with another model only while the computer is plugged in. Hidden
    /// until somebody knows that it has a battery.
    [[nodiscard]] QAction& mainsOnly() const { return *m_mainsOnly; }
    /// Adds the others to the Library menu.
    void fillMenu(QMenu& library) const;
    void showBackups();
    void showModels();
    /// Another model was made the one that reads photos, see ModelManager::chosen().
    void useModel(const QString& name, const QString& before);
    void save(QSettings& settings) const;
    void restore(const QSettings& settings);

Q_SIGNALS:
    /// The user wants the program to start again, with another language, say.
    void restartRequested();
    void shortcutsRequested();

private:
    [[nodiscard]] ModelManager& models();
    void showPreferences();

    LibrarySession& m_session;
    const LibraryReadiness& m_readiness;
    Theme& m_theme;
    NoticeBar& m_notice;
    QWidget& m_window;
    ModelManager* m_models = nullptr; ///< once it was needed; a child
    FixedByCommandLine m_fixed;
    QString m_switched; ///< the message that another model will answer soon
    QAction *m_showModels, *m_backups, *m_preferences, *m_checkAtStart, *m_watchFolders,
        *m_mainsOnly, *m_quit;
};

} // namespace lookalike
