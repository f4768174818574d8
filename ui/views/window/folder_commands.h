// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/folders_model.h"

#include <QObject>

class QAction;
class QWidget;

namespace lookalike {

class ActionRegistry;
class FoldersPanel;
class LibrarySession;
class NoticeBar;

/// What can be done with the library's folders, and what the user is told when folders come and go.
/// GUI thread.
class FolderCommands : public QObject {
    Q_OBJECT

public:
    /// All must outlive it; it belongs to `window`, which file dialogs belong to, too.
    FolderCommands(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                   QWidget& window);

    [[nodiscard]] QAction& addFolder() const { return *m_addFolder; }
    /// The folders of the library, for a list of them.
    [[nodiscard]] FoldersModel& model() { return m_model; }
    /// Does what the panel asks for, except what concerns the pages.
    void serve(FoldersPanel& panel);
    /// Waits until the library is open.
    void addFolders(const std::vector<std::filesystem::path>& folders);

Q_SIGNALS:
    /// The user wants the folder's photos kept out of the trash, or no longer.
    void protectRequested(const std::filesystem::path& folder, bool isProtected);

private:
    void chooseFolder();
    void exclude(const FolderRow& root, const std::filesystem::path& folder);
    void setExclusions(FolderId root, const std::vector<std::string>& patterns);
    void tellRemoved(const FolderRow& folder);
    void tellProtected(const std::filesystem::path& folder, ProtectionReason reason);

    LibrarySession& m_session;
    NoticeBar& m_notice;
    QWidget& m_window;
    FoldersModel m_model;
    QAction* m_addFolder;
    std::vector<std::filesystem::path> m_pending; ///< asked for before the library was open
};

} // namespace lookalike
