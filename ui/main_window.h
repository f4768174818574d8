// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/preferences.h"
#include "ui/state/query_history.h"
#include "ui/widgets/action_registry.h"

#include <QMainWindow>
#include <filesystem>
#include <vector>

namespace lookalike {

class FitCommands;
class FolderCommands;
class HeaderBar;
class IndexingCommands;
class LibraryReadiness;
class LibrarySession;
class ModelOffer;
class NoticeBar;
class PageStack;
class PictureDrops;
class ProgramCommands;
class ProgressStrip;
class StartPage;
class Theme;
class ViewCommands;
class WindowPages;

/// The shell: holds the pages, puts header, side panels and notices around them, and builds the
/// menu from what pages and actions offer. GUI thread.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// Both must outlive the window. Shows nothing of the library before session.open() was called.
    MainWindow(LibrarySession& session, Theme& theme);
    ~MainWindow() override;

    /// What the command line or a second start asked for; waits until the library is open.
    void openRequest(const std::vector<std::filesystem::path>& folders,
                     const std::vector<std::filesystem::path>& similarTo);

    /// Says something that is no answer to what the user did.
    void showNotice(const QString& text);

    /// What the settings cannot change in this run.
    void setFixed(const FixedByCommandLine& fixed);

    [[nodiscard]] QueryHistory& history() { return m_history; }
    [[nodiscard]] ActionRegistry& actions() { return m_actions; }

Q_SIGNALS:
    /// The window has been painted for the first time.
    void firstPainted();
    /// The user closed the window; its state is saved. The session is still open.
    void closed();
    /// The user wants the program to start again, with another language, say.
    void restartRequested();

protected:
    bool event(QEvent* event) override;
    /// The Tab key visits widgets as the eye does.
    bool focusNextPrevChild(bool next) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildLayout();
    void buildMenu();
    void restoreState();
    void adaptToWidth();

    LibrarySession& m_session;
    QueryHistory m_history;
    ActionRegistry m_actions;
    bool m_painted = false;

    // Children of the window.
    LibraryReadiness* m_readiness;
    ProgressStrip* m_strip;
    NoticeBar* m_notice;
    FolderCommands* m_folderCommands;
    IndexingCommands* m_indexingCommands;
    ProgramCommands* m_programCommands;
    ModelOffer* m_modelOffer;
    FitCommands* m_fitCommands;
    PictureDrops* m_drops;
    PageStack* m_pages;
    WindowPages* m_views;
    ViewCommands* m_viewCommands = nullptr;
    HeaderBar* m_header = nullptr;
    StartPage* m_startPage = nullptr;
};

} // namespace lookalike
