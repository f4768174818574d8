// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/program_commands.h"

#include "ui/bridge/library_session.h"
#include "ui/bridge/model_manager.h"
#include "ui/state/library_readiness.h"
#include "ui/text/translated.h"
#include "ui/views/dialogs/backups_dialog.h"
#include "ui/views/dialogs/models_dialog.h"
#include "ui/views/preferences/preferences_dialog.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/open_dialog.h"

#include <QMenu>
#include <QSettings>
#include <utility>

namespace lookalike {

namespace {

const QString kWatchKey = QStringLiteral("library/watch");
const QString kMainsOnlyKey = QStringLiteral("library/secondPassOnMainsOnly");
const QString kCheckAtStartKey = QStringLiteral("library/checkAtStart");

} // namespace

ProgramCommands::ProgramCommands(LibrarySession& session, const LibraryReadiness& readiness,
                                 Theme& theme, ActionRegistry& actions, NoticeBar& notice,
                                 QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_readiness(readiness)
    , m_theme(theme)
    , m_notice(notice)
    , m_window(window)
{
    const QString group = tr("Library");
    m_showModels = actions.add(QStringLiteral("models"), group, tr("&Models…"), {}, {});
    m_backups = actions.add(QStringLiteral("backups"), group, tr("&Backups…"), {}, {});
    m_preferences = actions.add(QStringLiteral("preferences"), group, tr("&Settings…"),
                                QStringLiteral("settings"), tr("Ctrl+,"));
    m_checkAtStart = actions.add(QStringLiteral("checkAtStart"), group,
                                 tr("Check for new photos at &start"), {}, {});
    m_watchFolders = actions.add(QStringLiteral("watchFolders"), group,
                                 tr("&Notice new photos automatically"), {}, {});
    m_mainsOnly = actions.add(QStringLiteral("mainsOnly"), group,
                              tr("Read with another model only on mains &power"), {}, {});
    m_mainsOnly->setToolTip(tr("On battery it is paused; searches use the model before"));
    m_mainsOnly->setCheckable(true);
    m_mainsOnly->setVisible(false);
    m_quit = actions.add(QStringLiteral("quit"), group, tr("&Quit"), {},
                         QKeySequence(QKeySequence::Quit));
    m_preferences->setMenuRole(QAction::PreferencesRole);
    for (QAction* action : {m_checkAtStart, m_watchFolders}) {
        action->setCheckable(true);
        action->setChecked(true);
    }
    m_quit->setMenuRole(QAction::QuitRole);
    connect(m_showModels, &QAction::triggered, this, &ProgramCommands::showModels);
    connect(m_backups, &QAction::triggered, this, &ProgramCommands::showBackups);
    connect(m_preferences, &QAction::triggered, this, &ProgramCommands::showPreferences);
    connect(m_quit, &QAction::triggered, &m_window, &QWidget::close);
    connect(&m_session, &LibrarySession::openFailed, this, [this](const Error& error) {
        if (error.code == ErrorCode::Broken)
            showBackups();
    });
    connect(&m_session, &LibrarySession::statusChanged, this, [this] {
        if (!m_session.encoder() || m_session.searchesWithModelBefore() || m_switched.isEmpty())
            return;
        if (std::exchange(m_switched, {}) == m_notice.text())
            m_notice.showNotice(tr("Searches use the new model now."));
    });
}

void ProgramCommands::fillMenu(QMenu& library) const
{
    library.addActions({m_showModels, m_backups});
    library.addSeparator();
    library.addActions({m_checkAtStart, m_watchFolders, m_mainsOnly});
}

ModelManager& ProgramCommands::models()
{
    // Kept: a download goes on while the dialog is closed.
    if (m_models == nullptr) {
        m_models = new ModelManager(m_session.background(), {}, loadsOnCpu, this);
        connect(m_models, &ModelManager::chosen, this, &ProgramCommands::useModel);
    }
    return *m_models;
}

void ProgramCommands::showModels()
{
    openDialog(new ModelsDialog(models(), m_session, &m_window));
}

void ProgramCommands::useModel(const QString& name, const QString& before)
{
    if (m_fixed.model) {
        m_notice.showNotice(tr("This session keeps using the model set on the command line."));
        return;
    }
    m_session.reopen({});
    const QString shown = name.isEmpty() ? tr("The built-in model") : name;
    if (name == before)
        return;
    m_switched =
        tr("Switched to %1. Searches use the old model until all photos are read.").arg(shown);
    m_notice.showNotice(m_switched, tr("Undo"), [this, before] { models().useNamed(before); });
}

void ProgramCommands::showBackups()
{
    const auto& error = m_readiness.openError();
    const auto& catalog = error ? error->path : m_session.status().catalog;
    if (catalog.empty())
        return; // nothing is known yet
    auto* dialog = new BackupsDialog(m_session.background(), catalog, m_session.isOpen(),
                                     error ? translated(error->message) : QString(), &m_window);
    connect(dialog, &BackupsDialog::replaced, &m_session, &LibrarySession::open);
    openDialog(dialog);
}

void ProgramCommands::showPreferences()
{
    auto* dialog = new PreferencesDialog(
        m_session, m_theme, {m_checkAtStart, m_watchFolders, m_mainsOnly}, m_fixed, &m_window);
    connect(dialog, &PreferencesDialog::restartRequested, this, &ProgramCommands::restartRequested,
            Qt::QueuedConnection);
    connect(dialog, &PreferencesDialog::shortcutsRequested, this, [this, dialog] {
        dialog->accept();
        Q_EMIT shortcutsRequested();
    });
    connect(dialog, &PreferencesDialog::modelsRequested, this, [this, dialog] {
        dialog->accept();
        showModels();
    });
    openDialog(dialog);
}

void ProgramCommands::save(QSettings& settings) const
{
    settings.setValue(kCheckAtStartKey, m_checkAtStart->isChecked());
    settings.setValue(kWatchKey, m_watchFolders->isChecked());
    settings.setValue(kMainsOnlyKey, m_mainsOnly->isChecked());
}

void ProgramCommands::restore(const QSettings& settings)
{
    m_checkAtStart->setChecked(settings.value(kCheckAtStartKey, true).toBool());
    m_watchFolders->setChecked(settings.value(kWatchKey, true).toBool());
    m_mainsOnly->setChecked(settings.value(kMainsOnlyKey, false).toBool());
}

} // namespace lookalike
