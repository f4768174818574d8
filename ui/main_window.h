// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/drop_reader.h"
#include "ui/bridge/library_session.h"
#include "ui/bridge/picture_fetcher.h"
#include "ui/bridge/preferences.h"
#include "ui/models/folders_model.h"
#include "ui/models/results_model.h"
#include "ui/state/query_history.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/theme.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QTimer>
#include <optional>

class QLabel;
class QMenu;
class QSlider;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace lookalike {

class DetailsPanel;
class DropOverlay;
class DuplicatesPage;
class EmptyState;
class FilterBar;
class FoldersPanel;
class NoticeBar;
class ProgressStrip;
class QueryBar;
class QuickPreview;
class ResultsGrid;

/// The shell: puts the views together and connects them with the library's session. What it does
/// stands in main_window_actions.cpp, _layout.cpp and _wiring.cpp.
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
    void setFixed(const FixedByCommandLine& fixed) { m_fixed = fixed; }

    [[nodiscard]] QueryHistory& history() { return m_history; }
    [[nodiscard]] ActionRegistry& actions() { return m_actions; }

Q_SIGNALS:
    /// The window has been painted for the first time.
    void firstPainted();
    /// The user closed the window; its state is saved. The session is still open.
    void closed();
    /// The user wants the program to start anew, with another language, say.
    void restartRequested();

protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // main_window_layout.cpp
    void buildLayout();
    [[nodiscard]] QWidget* buildHeader();
    [[nodiscard]] QWidget* buildCentre();
    [[nodiscard]] QWidget* buildGridBar();
    [[nodiscard]] QWidget* buildPageSwitch(QWidget* parent);
    void setPanelsForWidth(int width);
    void updatePanels();
    void showPage(QWidget* page);
    [[nodiscard]] bool isOnDuplicates() const;
    void keepOnScreen();
    void saveState();
    void restoreState();

    // main_window_actions.cpp
    void buildActions();
    void buildLibraryActions();
    void buildQueryActions();
    void buildPhotoActions();
    void buildViewActions();
    void buildPageActions();
    void buildMenu();
    void buildThemeMenu(QMenu& view);
    void showPreferences();
    void showModels();
    void updatePhotoActions();
    void showPhotoMenu(int row, const QPoint& position);

    // main_window_wiring.cpp
    void wireSession();
    void wireIndexing();
    void wireSearch();
    void wireViews();
    void wireDuplicates();
    void startIndexing();
    void search();
    void showResponse(const SearchResponse& response);
    void applyLimits();
    void updatePage();
    void updateSummary();
    void updateHeader();

    // main_window.cpp
    void addFolders(const std::vector<std::filesystem::path>& folders);
    void takeDrop(const Drop& drop, bool addToQuery);
    void stopFetching();
    void hideFetching();
    void setQueryPictures(const std::vector<QueryPicture>& pictures, bool addToQuery);
    void chooseFolder();
    void choosePicture();
    void paste();
    void findSimilar();
    void addToQuery(double weight);
    void showPreview(int row);
    void copyImage();
    /// In another program, or says why not.
    void openPhoto(const std::filesystem::path& path);
    void removeFolder(const FolderRow& folder);
    void showBackups();
    [[nodiscard]] std::vector<SearchHit> selectedHits() const;
    [[nodiscard]] const SearchHit* currentHit() const;
    [[nodiscard]] bool isOverQueryBar(const QPoint& position) const;

    LibrarySession& m_session;
    Theme& m_theme;
    QueryHistory m_history;
    ActionRegistry m_actions;
    FoldersModel m_foldersModel;
    ResultsModel m_results;
    PictureFetcher m_fetcher;
    QTimer m_busySoon;       ///< says "Searching" only where a search takes noticeably long
    QTimer m_diskSpaceRetry; ///< looks whether a disk that was full has room, to go on indexing

    QToolButton* m_menuButton = nullptr;
    QToolButton* m_warningButton = nullptr;
    QLabel* m_statusText = nullptr;
    QSplitter* m_splitter = nullptr;
    FoldersPanel* m_folders = nullptr;
    DetailsPanel* m_details = nullptr;
    QueryBar* m_queryBar = nullptr;
    FilterBar* m_filterBar = nullptr;
    QWidget* m_gridBar = nullptr;
    QLabel* m_summary = nullptr;
    QSlider* m_zoom = nullptr;
    QStackedWidget* m_pages = nullptr;
    ResultsGrid* m_grid = nullptr;
    EmptyState* m_empty = nullptr;
    ProgressStrip* m_strip = nullptr;
    NoticeBar* m_notice = nullptr;
    QStackedWidget* m_mainPages = nullptr; ///< what the window shows: search or duplicates
    QWidget* m_searchPage = nullptr;
    DuplicatesPage* m_duplicates = nullptr;
    DropOverlay* m_overlay = nullptr;
    QuickPreview* m_preview = nullptr;

    struct NamedActions {
        QAction *addFolder, *rescan, *pause, *failures, *models, *backups, *preferences;
        QAction *checkAtStart, *quit;
        QAction *openPicture, *paste, *back, *forward, *clear, *filters;
        QAction *similar, *preview, *open, *add, *exclude, *reveal, *copyPath, *copyImage;
        QAction *searchPage, *duplicatesPage, *folders, *details, *crop, *zoomIn, *zoomOut,
            *fullScreen, *shortcuts, *about;
    };
    NamedActions m_do{};

    std::vector<std::filesystem::path> m_pendingFolders; ///< asked for before the library was open
    QString m_fetching; ///< what the notice says while a picture comes from the web
    FixedByCommandLine m_fixed;
    std::optional<Error> m_openError;
    bool m_modelFailed = false; ///< the notice says why
    std::optional<Error> m_searchError;
    QElapsedTimer m_refreshed;
    std::size_t m_lastAsked = 0; ///< how many hits the last request allowed
    bool m_statusKnown = false;
    bool m_readOnceOpen = false; ///< another model may have to read all photos
    bool m_haveResponse = false; ///< the grid shows the answer to the current query
    bool m_painted = false;
    bool m_narrow = false;
};

} // namespace lookalike
