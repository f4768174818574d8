// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/folder_commands.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/file_manager.h"
#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/text/watch_text.h"
#include "ui/views/dialogs/exclusions_dialog.h"
#include "ui/views/panels/folders_panel.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/open_dialog.h"

#include <QFileDialog>
#include <QStandardPaths>
#include <utility>

namespace lookalike {

FolderCommands::FolderCommands(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                               QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_notice(notice)
    , m_window(window)
    , m_model(session)
    , m_addFolder(actions.add(QStringLiteral("addFolder"), tr("Library"), tr("&Add folder…"),
                              QStringLiteral("folder-add"), tr("Ctrl+Shift+O")))
{
    connect(m_addFolder, &QAction::triggered, this, &FolderCommands::chooseFolder);
    connect(&m_session, &LibrarySession::opened, this, [this] {
        if (!m_pending.empty())
            m_session.addFolders(std::exchange(m_pending, {}));
    });
    connect(&m_session, &LibrarySession::folderRemoved, this, &FolderCommands::tellRemoved);
    connect(&m_session, &LibrarySession::folderProtected, this, &FolderCommands::tellProtected);
}

void FolderCommands::serve(FoldersPanel& panel)
{
    connect(&panel, &FoldersPanel::addRequested, m_addFolder, &QAction::trigger);
    connect(&panel, &FoldersPanel::removeRequested, &m_session, &LibrarySession::removeFolder);
    connect(&panel, &FoldersPanel::revealRequested, this,
            [](const std::filesystem::path& folder) { showInFileManager(folder); });
    connect(&panel, &FoldersPanel::patternsRequested, this, [this](const FolderRow& folder) {
        openDialog(new ExclusionsDialog(m_session, folder, &m_window));
    });
    connect(&panel, &FoldersPanel::excludeRequested, this, &FolderCommands::exclude);
    connect(
        &m_session, &LibrarySession::statusChanged, &panel,
        [&panel](const LibraryStatus& status) { panel.setNote(text::watchNote(status.watch)); });
    connect(&panel, &FoldersPanel::protectRequested, this,
            [this](const FolderRow& folder, bool isProtected) {
                Q_EMIT protectRequested(folder.path, isProtected);
            });
}

void FolderCommands::addFolders(const std::vector<std::filesystem::path>& folders)
{
    if (m_session.isOpen())
        m_session.addFolders(folders);
    else
        m_pending.insert(m_pending.end(), folders.begin(), folders.end());
}

void FolderCommands::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(
        &m_window, tr("Add a folder of photos"),
        QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    if (!folder.isEmpty())
        addFolders({toPath(folder)});
}

void FolderCommands::exclude(const FolderRow& root, const std::filesystem::path& folder)
{
    m_session.run(
        this,
        [root = root.id, folder](PhotoLibrary& library) {
            return library.excludeFolder(root, folder);
        },
        [this, root = root.id, folder](const Result<std::vector<std::string>>& before) {
            if (!before) {
                m_notice.showError(displayError(before.error()));
                return;
            }
            m_session.indexing().start();
            m_notice.showNotice(
                tr("%1 is left out of the library. Its files were not changed.")
                    .arg(displayName(folder)),
                tr("Undo"), [this, root, patterns = *before] { setExclusions(root, patterns); });
        });
}

void FolderCommands::setExclusions(FolderId root, const std::vector<std::string>& patterns)
{
    m_session.run(
        this,
        [root, patterns](PhotoLibrary& library) { return library.setExclusions(root, patterns); },
        [this](const Result<>& stored) {
            if (stored)
                m_session.indexing().start();
            else
                m_notice.showError(displayError(stored.error()));
        });
}

void FolderCommands::tellRemoved(const FolderRow& folder)
{
    m_notice.showNotice(tr("%1 was removed from the library. Its files were not changed.")
                            .arg(displayName(folder.path)),
                        tr("Undo"), [this, path = folder.path] { m_session.addFolders({path}); });
}

void FolderCommands::tellProtected(const std::filesystem::path& folder, ProtectionReason reason)
{
    QString text;
    switch (reason) {
    case ProtectionReason::None:
        return;
    case ProtectionReason::ReadOnly:
        text = tr("%1 is read-only, so its photos never go to the trash.");
        break;
    case ProtectionReason::Network:
        text = tr("%1 is on a network drive, so its photos never go to the trash.");
        break;
    case ProtectionReason::Backup:
        text = tr("%1 looks like a backup, so its photos never go to the trash.");
        break;
    }
    m_notice.showNotice(text.arg(displayName(folder)), tr("Remove protection"),
                        [this, folder] { Q_EMIT protectRequested(folder, false); });
}

} // namespace lookalike
