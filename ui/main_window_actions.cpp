// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the window, its shortcut and its place in the menu.
#include "ui/bridge/conversions.h"
#include "ui/bridge/file_manager.h"
#include "ui/main_window.h"
#include "ui/views/dialogs/about_dialog.h"
#include "ui/views/dialogs/backups_dialog.h"
#include "ui/views/dialogs/failures_dialog.h"
#include "ui/views/dialogs/models_dialog.h"
#include "ui/views/dialogs/shortcuts_dialog.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/views/preferences/preferences_dialog.h"
#include "ui/views/search/query_bar.h"
#include "ui/views/search/results_grid.h"
#include "ui/widgets/notice_bar.h"

#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

namespace lookalike {

namespace {

constexpr int kZoomStep = 32;

void openDialog(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

void MainWindow::buildActions()
{
    buildLibraryActions();
    buildQueryActions();
    buildPhotoActions();
    buildPageActions();
    buildViewActions();
    for (const ActionRegistry::Entry& entry : m_actions.entries())
        addAction(entry.action);
}

void MainWindow::buildLibraryActions()
{
    const QString group = tr("Library");
    m_do.addFolder = m_actions.add(QStringLiteral("addFolder"), group, tr("&Add folder…"),
                                   QStringLiteral("folder-add"), tr("Ctrl+Shift+O"));
    m_do.rescan = m_actions.add(QStringLiteral("rescan"), group, tr("&Look for new photos"),
                                QStringLiteral("refresh"), tr("F5"));
    m_do.pause = m_actions.add(QStringLiteral("pause"), group, tr("&Pause reading"),
                               QStringLiteral("pause"), tr("Ctrl+P"));
    m_do.failures =
        m_actions.add(QStringLiteral("failures"), group, tr("Photos that could not be &read…"),
                      QStringLiteral("warning"), tr("Ctrl+Shift+F"));
    m_do.models = m_actions.add(QStringLiteral("models"), group, tr("&Models…"), {}, {});
    m_do.backups = m_actions.add(QStringLiteral("backups"), group, tr("&Backups…"), {}, {});
    m_do.preferences = m_actions.add(QStringLiteral("preferences"), group, tr("&Settings…"),
                                     QStringLiteral("settings"), tr("Ctrl+,"));
    m_do.preferences->setMenuRole(QAction::PreferencesRole);
    m_do.checkAtStart = m_actions.add(QStringLiteral("checkAtStart"), group,
                                      tr("Look for new photos at &start"), {}, {});
    m_do.quit = m_actions.add(QStringLiteral("quit"), group, tr("&Quit"), {},
                              QKeySequence(QKeySequence::Quit));
    m_do.checkAtStart->setCheckable(true);
    m_do.checkAtStart->setChecked(true);
    m_do.pause->setCheckable(true);
    m_do.pause->setEnabled(false);
    m_do.quit->setMenuRole(QAction::QuitRole);
    connect(m_do.addFolder, &QAction::triggered, this, &MainWindow::chooseFolder);
    connect(m_do.rescan, &QAction::triggered, this, &MainWindow::startIndexing);
    connect(m_do.pause, &QAction::triggered, &m_session.indexing(), &Indexing::setPaused);
    connect(m_do.failures, &QAction::triggered, this,
            [this] { openDialog(new FailuresDialog(m_session, this)); });
    connect(m_do.models, &QAction::triggered, this, &MainWindow::showModels);
    connect(m_do.backups, &QAction::triggered, this, &MainWindow::showBackups);
    connect(m_do.preferences, &QAction::triggered, this, &MainWindow::showPreferences);
    connect(m_do.quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::showModels()
{
    // Kept: a download goes on while the dialog is closed.
    auto* manager = findChild<ModelManager*>();
    if (manager == nullptr) {
        manager = new ModelManager(m_session.background(), {}, loadsOnCpu, this);
        connect(manager, &ModelManager::chosen, this,
                [this, manager](const QString& name, const QString& before) {
                    if (m_fixed.model) {
                        m_notice->showNotice(tr("This start goes on with the model of the command "
                                                "line."));
                        return;
                    }
                    m_session.reopen({});
                    const QString shown = name.isEmpty() ? tr("The built-in model") : name;
                    if (name == before)
                        return;
                    m_notice->showNotice(tr("%1 now reads the photos.").arg(shown), tr("Undo"),
                                         [manager, before] { manager->useNamed(before); });
                });
    }
    openDialog(new ModelsDialog(*manager, m_session, this));
}

void MainWindow::showBackups()
{
    const bool isOpen = m_session.isOpen();
    const auto& catalog = m_openError ? m_openError->path : m_session.status().catalog;
    if (catalog.empty())
        return; // nothing is known yet
    auto* dialog = new BackupsDialog(
        m_session.background(), catalog, isOpen,
        m_openError ? QString::fromStdString(m_openError->message) : QString(), this);
    connect(dialog, &BackupsDialog::replaced, &m_session, &LibrarySession::open);
    openDialog(dialog);
}

void MainWindow::showPreferences()
{
    auto* dialog = new PreferencesDialog(m_session, m_theme, *m_do.checkAtStart, m_fixed, this);
    connect(dialog, &PreferencesDialog::restartRequested, this, &MainWindow::restartRequested,
            Qt::QueuedConnection);
    const auto follow = [this, dialog](auto signal, QAction* action) {
        connect(dialog, signal, this, [dialog, action] {
            dialog->accept();
            action->trigger();
        });
    };
    follow(&PreferencesDialog::shortcutsRequested, m_do.shortcuts);
    follow(&PreferencesDialog::modelsRequested, m_do.models);
    openDialog(dialog);
}

void MainWindow::buildQueryActions()
{
    const QString group = tr("Query");
    m_do.openPicture = m_actions.add(QStringLiteral("openPicture"), group, tr("&Choose a picture…"),
                                     QStringLiteral("picture"), QKeySequence(QKeySequence::Open));
    m_do.paste = m_actions.add(QStringLiteral("paste"), group, tr("&Paste a picture"),
                               QStringLiteral("paste"), QKeySequence(QKeySequence::Paste));
    m_do.back = m_actions.add(QStringLiteral("back"), group, tr("Pre&vious query"),
                              QStringLiteral("back"), tr("Alt+Left"));
    m_do.forward = m_actions.add(QStringLiteral("forward"), group, tr("&Next query"),
                                 QStringLiteral("forward"), tr("Alt+Right"));
    m_do.clear = m_actions.add(QStringLiteral("clear"), group, tr("Clea&r the query"),
                               QStringLiteral("close"), tr("Ctrl+Backspace"));
    m_do.filters = m_actions.add(QStringLiteral("filters"), group, tr("&Filters"),
                                 QStringLiteral("filter"), QKeySequence(QKeySequence::Find));
    m_do.filters->setCheckable(true);
    connect(m_do.openPicture, &QAction::triggered, this, &MainWindow::choosePicture);
    connect(m_do.paste, &QAction::triggered, this, &MainWindow::paste);
    connect(m_do.back, &QAction::triggered, &m_history, &QueryHistory::back);
    connect(m_do.forward, &QAction::triggered, &m_history, &QueryHistory::forward);
    connect(m_do.clear, &QAction::triggered, &m_history, &QueryHistory::clear);
    connect(m_do.filters, &QAction::toggled, this,
            [this](bool shown) { m_queryBar->setFiltersShown(shown); });
}

void MainWindow::buildPhotoActions()
{
    const QString group = tr("Photo");
    const auto add = [&](const char* id, const QString& text, const char* icon,
                         const QKeySequence& keys, auto&& handler) {
        QAction* action = m_actions.add(QLatin1String(id), group, text, QLatin1String(icon), keys,
                                        ActionRegistry::Scope::Search);
        // Keys such as Space belong to the results only while the focus is there.
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, handler);
        return action;
    };
    const auto withHit = [this](auto&& use) {
        return [this, use] {
            if (const SearchHit* hit = currentHit())
                use(*hit);
        };
    };
    m_do.similar =
        add("similar", tr("&Find similar"), "similar", Qt::Key_Return, [this] { findSimilar(); });
    m_do.preview = add("preview", tr("&Quick preview"), "eye", Qt::Key_Space,
                       [this] { showPreview(m_grid->currentIndex().row()); });
    m_do.open = add("open", tr("&Open"), "open", tr("Ctrl+Return"),
                    withHit([this](const SearchHit& hit) { openPhoto(hit.path); }));
    m_do.add = add("add", tr("&Add to the query"), "plus", Qt::Key_Plus, [this] { addToQuery(1); });
    m_do.exclude =
        add("exclude", tr("&Not like this"), "minus", Qt::Key_Minus, [this] { addToQuery(-1); });
    m_do.reveal = add("reveal", tr("&Show in file manager"), "reveal", tr("Ctrl+E"),
                      withHit([](const SearchHit& hit) { showInFileManager(hit.path); }));
    m_do.copyPath = add("copyPath", tr("Copy &path"), "copy", tr("Ctrl+Shift+C"), [this] {
        QStringList paths;
        for (const SearchHit& hit : selectedHits())
            paths += lookalike::displayText(hit.path);
        QGuiApplication::clipboard()->setText(paths.join(QLatin1Char('\n')));
    });
    m_do.copyImage = add("copyImage", tr("Copy &image"), "picture",
                         QKeySequence(QKeySequence::Copy), [this] { copyImage(); });
}

void MainWindow::buildPageActions()
{
    const QString group = tr("Pages");
    m_do.searchPage =
        m_actions.add(QStringLiteral("searchPage"), group, tr("&Search"), {}, tr("Ctrl+1"));
    m_do.duplicatesPage =
        m_actions.add(QStringLiteral("duplicatesPage"), group, tr("&Duplicates"), {}, tr("Ctrl+2"));
    auto* pages = new QActionGroup(this);
    for (QAction* action : {m_do.searchPage, m_do.duplicatesPage}) {
        action->setCheckable(true);
        pages->addAction(action);
    }
    m_do.searchPage->setChecked(true);
    connect(m_do.searchPage, &QAction::triggered, this, [this] { showPage(m_searchPage); });
    connect(m_do.duplicatesPage, &QAction::triggered, this, [this] { showPage(m_duplicates); });
}

void MainWindow::buildViewActions()
{
    const QString group = tr("View");
    m_do.folders = m_actions.add(QStringLiteral("folders"), group, tr("&Folders"),
                                 QStringLiteral("sidebar"), tr("Ctrl+B"));
    m_do.details = m_actions.add(QStringLiteral("details"), group, tr("&Details"),
                                 QStringLiteral("details"), tr("Ctrl+I"));
    m_do.crop = m_actions.add(QStringLiteral("crop"), group, tr("&Crop pictures to squares"),
                              QStringLiteral("crop"), tr("Ctrl+K"));
    m_do.zoomIn = m_actions.add(QStringLiteral("zoomIn"), group, tr("&Larger pictures"),
                                QStringLiteral("large-grid"), QKeySequence(QKeySequence::ZoomIn));
    m_do.zoomOut = m_actions.add(QStringLiteral("zoomOut"), group, tr("&Smaller pictures"),
                                 QStringLiteral("small-grid"), QKeySequence(QKeySequence::ZoomOut));
    m_do.fullScreen =
        m_actions.add(QStringLiteral("fullScreen"), group, tr("F&ull screen"), {}, tr("F11"));
    m_do.shortcuts = m_actions.add(QStringLiteral("shortcuts"), group, tr("&Keyboard shortcuts"),
                                   QStringLiteral("keyboard"), tr("F1"));
    m_do.about = m_actions.add(QStringLiteral("about"), group, tr("&About Lookalike"),
                               QStringLiteral("info"), {});
    m_do.about->setMenuRole(QAction::AboutRole);
    for (QAction* action : {m_do.folders, m_do.details, m_do.crop, m_do.fullScreen})
        action->setCheckable(true);
    connect(m_do.zoomIn, &QAction::triggered, this,
            [this] { m_grid->setCellSize(m_grid->cellSize() + kZoomStep); });
    connect(m_do.zoomOut, &QAction::triggered, this,
            [this] { m_grid->setCellSize(m_grid->cellSize() - kZoomStep); });
    connect(m_do.crop, &QAction::toggled, this, [this](bool crop) { m_grid->setCropped(crop); });
    connect(m_do.fullScreen, &QAction::triggered, this, [this](bool full) {
        setWindowState(full ? windowState() | Qt::WindowFullScreen
                            : windowState() & ~Qt::WindowFullScreen);
    });
    connect(m_do.shortcuts, &QAction::triggered, this,
            [this] { openDialog(new ShortcutsDialog(m_actions, this)); });
    connect(m_do.about, &QAction::triggered, this,
            [this] { openDialog(new AboutDialog(m_session, this)); });
}

void MainWindow::buildMenu()
{
    auto* menu = new QMenu(m_menuButton);
    QMenu* library = menu->addMenu(tr("&Library"));
    library->addActions(
        {m_do.addFolder, m_do.rescan, m_do.pause, m_do.failures, m_do.models, m_do.backups});
    library->addSeparator();
    library->addAction(m_do.checkAtStart);
    QMenu* query = menu->addMenu(tr("&Query"));
    query->addActions({m_do.openPicture, m_do.paste, m_do.clear});
    query->addSeparator();
    query->addActions({m_do.back, m_do.forward});
    query->addSeparator();
    query->addAction(m_do.filters);
    QMenu* photo = menu->addMenu(tr("&Photo"));
    photo->addActions({m_do.similar, m_do.preview, m_do.open});
    photo->addSeparator();
    photo->addActions({m_do.add, m_do.exclude});
    photo->addSeparator();
    photo->addActions({m_do.reveal, m_do.copyPath, m_do.copyImage});
    m_duplicates->fillMenu(*menu->addMenu(tr("&Duplicates")));
    QMenu* view = menu->addMenu(tr("&View"));
    view->addActions({m_do.searchPage, m_do.duplicatesPage});
    view->addSeparator();
    view->addActions({m_do.folders, m_do.details});
    view->addSeparator();
    view->addActions({m_do.crop, m_do.zoomIn, m_do.zoomOut, m_do.fullScreen});
    view->addSeparator();

    buildThemeMenu(*view);
    menu->addSeparator();
    menu->addActions({m_do.preferences, m_do.shortcuts, m_do.about});
    menu->addSeparator();
    menu->addAction(m_do.quit);
    m_menuButton->setMenu(menu);

    const QList<QAction*> ofPhotos{m_do.similar, m_do.preview, m_do.open,     m_do.add,
                                   m_do.exclude, m_do.reveal,  m_do.copyPath, m_do.copyImage};
    m_grid->addActions(ofPhotos); // where their shortcuts work
}

void MainWindow::buildThemeMenu(QMenu& view)
{
    QMenu* theme = view.addMenu(tr("C&olours"));
    auto* choices = new QActionGroup(theme);
    const std::pair<QString, Theme::Choice> themes[] = {
        {tr("As the &system"), Theme::Choice::System},
        {tr("&Light"), Theme::Choice::Light},
        {tr("&Dark"), Theme::Choice::Dark},
    };
    for (const auto& [text, choice] : themes) {
        QAction* action = theme->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        choices->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, wanted = choice] { m_theme.setChoice(wanted); });
        connect(&m_theme, &Theme::changed, action, [this, action, wanted = choice] {
            action->setChecked(m_theme.choice() == wanted);
        });
    }
}

void MainWindow::updatePhotoActions()
{
    const bool any = m_pages->currentWidget() == m_grid && currentHit() != nullptr;
    for (QAction* action : {m_do.similar, m_do.preview, m_do.open, m_do.add, m_do.exclude,
                            m_do.reveal, m_do.copyPath, m_do.copyImage})
        action->setEnabled(any);
}

void MainWindow::showPhotoMenu(int, const QPoint& position)
{
    QMenu menu(this);
    menu.addActions({m_do.similar, m_do.preview, m_do.open});
    menu.addSeparator();
    menu.addActions({m_do.add, m_do.exclude});
    menu.addSeparator();
    menu.addActions({m_do.reveal, m_do.copyPath, m_do.copyImage});
    menu.exec(position);
}

void MainWindow::showNotice(const QString& text)
{
    m_notice->showNotice(text);
}

void MainWindow::openPhoto(const std::filesystem::path& path)
{
    switch (openFile(path)) {
    case OpenOutcome::Opened:
        return;
    case OpenOutcome::NoProgram:
        m_notice->showError(tr("No program could open %1").arg(displayName(path)));
        return;
    case OpenOutcome::NotAPicture:
        m_notice->showNotice(tr("%1 was not opened: its name or its content is not a picture's.")
                                 .arg(displayName(path)),
                             tr("Show in file manager"), [path] { showInFileManager(path); });
    }
}

} // namespace lookalike
