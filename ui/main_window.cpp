// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "core/encode/hub/curated_models.h"
#include "ui/bridge/library_session.h"
#include "ui/state/library_readiness.h"
#include "ui/state/model_offer.h"
#include "ui/text/display_text.h"
#include "ui/views/page.h"
#include "ui/views/photo_commands.h"
#include "ui/views/search/picture_drops.h"
#include "ui/views/transfer_commands.h"
#include "ui/views/window/automatic_indexing.h"
#include "ui/views/window/drop_target.h"
#include "ui/views/window/fit_commands.h"
#include "ui/views/window/folder_commands.h"
#include "ui/views/window/header_bar.h"
#include "ui/views/window/indexing_commands.h"
#include "ui/views/window/model_offer_card.h"
#include "ui/views/window/page_stack.h"
#include "ui/views/window/program_commands.h"
#include "ui/views/window/side_panels.h"
#include "ui/views/window/start_page.h"
#include "ui/views/window/view_commands.h"
#include "ui/views/window/window_geometry.h"
#include "ui/views/window/window_pages.h"
#include "ui/widgets/menu_placement.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/progress_strip.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QPointer>
#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>

namespace lookalike {

MainWindow::MainWindow(LibrarySession& session, Theme& theme)
    : m_session(session)
    , m_readiness(new LibraryReadiness(session, this))
    , m_strip(new ProgressStrip(this))
    , m_notice(new NoticeBar(this))
    , m_folderCommands(new FolderCommands(session, m_actions, *m_notice, *this))
    , m_indexingCommands(
          new IndexingCommands(session, *m_readiness, m_actions, *m_strip, *m_notice, *this))
    , m_programCommands(
          new ProgramCommands(session, *m_readiness, theme, m_actions, *m_notice, *this))
    , m_modelOffer(
          new ModelOffer(session, *findCurated("facebook/dinov2-small"), {}, loadsOnCpu, this))
    , m_fitCommands(new FitCommands(session, m_actions, *m_notice, *this))
    , m_drops(new PictureDrops(m_history, *m_notice, this))
    , m_pages(new PageStack(m_actions, this))
    , m_views(new WindowPages({m_session, m_history, m_actions, *m_readiness, *m_notice,
                               *m_folderCommands, *m_indexingCommands, *m_programCommands,
                               *m_fitCommands, *m_drops},
                              *m_pages, *this))
{
    setWindowTitle(tr("Lookalike"));
    setMinimumSize(560, 400);
    resize(1280, 800);
    m_viewCommands = new ViewCommands(m_session, theme, m_actions, *this);
    buildLayout();
    buildMenu();
    for (const ActionRegistry::Entry& entry : m_actions.entries())
        if (entry.action->shortcutContext() == Qt::WindowShortcut)
            addAction(entry.action);

    connect(m_programCommands, &ProgramCommands::shortcutsRequested, &m_viewCommands->shortcuts(),
            &QAction::trigger);
    connect(m_programCommands, &ProgramCommands::restartRequested, this,
            &MainWindow::restartRequested);
    connect(m_modelOffer, &ModelOffer::chosen, m_programCommands, &ProgramCommands::useModel);
    const auto showError = [this](const Error& error) { m_notice->showError(displayError(error)); };
    connect(&m_session, &LibrarySession::problem, this, showError);
    connect(&m_session, &LibrarySession::prepareFailed, this, showError);
    connect(&m_session, &LibrarySession::reopening, m_notice, &QWidget::hide);
    connect(&m_history, &QueryHistory::queryChanged, m_notice, &NoticeBar::dropOffer);
    connect(qApp, &QGuiApplication::applicationStateChanged, this,
            [this](Qt::ApplicationState state) {
                if (state ==
                    Qt::ApplicationActive) // in another program the user may have removed photos
                    m_session.thumbnails().revalidate();
            });
    connect(m_drops, &PictureDrops::foldersDropped, m_folderCommands, &FolderCommands::addFolders);
    new MenuPlacement(*this);
    new DropTarget(*this, *m_drops, [this] {
        const Page& page = m_pages->current();
        return page.addArea().translated(page.mapTo(this, QPoint()));
    });
    restoreState();
    new AutomaticIndexing(m_session, *m_programCommands, *m_strip, this);
    m_pages->current().setFocus();
}

MainWindow::~MainWindow()
{
    // A widget may still act while it is destroyed, as an editor does that loses the focus. What it
    // acts on must be there, and dialogs refer to the rest of the window.
    const auto children = findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
    QList<QPointer<QWidget>> alive(children.begin(), children.end()); // one may delete another
    std::ranges::stable_partition(alive, [](const QWidget* child) { return child->isWindow(); });
    for (const QPointer<QWidget>& child : alive)
        delete child;
}

void MainWindow::buildLayout()
{
    m_header = new HeaderBar(m_session, *m_readiness,
                             {&m_views->panels().foldersAction(), m_pages->switches(),
                              m_pages->navigation(), &m_views->panels().detailsAction()},
                             this);
    connect(m_header, &HeaderBar::warningClicked, &m_viewCommands->about(), &QAction::trigger);
    auto* transferring = new ProgressStrip(this);
    m_views->photoCommands().transfers().serve(*transferring);
    auto* central = new QWidget(this);
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(&m_views->panels(), 1);
    auto* offer = new ModelOfferCard(*m_modelOffer, this);
    connect(offer, &ModelOfferCard::left, this, [this] { m_pages->current().setFocus(); });
    layout->addWidget(offer);
    layout->addWidget(m_notice);
    layout->addWidget(transferring);
    layout->addWidget(m_strip);
    setCentralWidget(central);
}

void MainWindow::buildMenu()
{
    auto* menu = new QMenu(m_header);
    QMenu* library = menu->addMenu(tr("&Library"));
    library->addAction(&m_folderCommands->addFolder());
    library->addActions(m_indexingCommands->all());
    library->addAction(&m_fitCommands->show());
    m_programCommands->fillMenu(*library);
    for (Page* page : m_pages->pages())
        page->addMenus(*menu);
    QMenu* view = menu->addMenu(tr("&View"));
    view->addActions(m_pages->switches());
    view->addSeparator();
    view->addActions({&m_views->panels().foldersAction(), &m_views->panels().detailsAction()});
    view->addSeparator();
    for (const Page* page : m_pages->pages())
        view->addActions(page->viewCommands());
    m_viewCommands->fillMenu(*view);
    menu->addSeparator();
    menu->addActions({&m_programCommands->preferences(), &m_viewCommands->shortcuts(),
                      &m_viewCommands->about()});
    menu->addSeparator();
    menu->addAction(&m_programCommands->quit());
    m_header->setMenu(*menu);
}

void MainWindow::adaptToWidth()
{
    const bool narrow = width() < metrics::kNarrowWindow;
    m_views->panels().setNarrow(narrow);
    m_header->setNarrow(narrow);
}

void MainWindow::restoreState()
{
    const QSettings settings;
    restoreWindowGeometry(*this, settings);
    m_views->panels().restore(settings);
    m_programCommands->restore(settings);
    m_pages->restore(settings);
    m_startPage = new StartPage(m_session, *m_pages, m_history, settings, this);
    connect(m_startPage, &StartPage::left, m_notice, &NoticeBar::turnPage);
    m_views->adaptTo(m_pages->current());
    adaptToWidth();
}

bool MainWindow::event(QEvent* event)
{
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        // Queued: by then what was painted has been handed to the screen.
        QMetaObject::invokeMethod(this, &MainWindow::firstPainted, Qt::QueuedConnection);
    }
    return handled;
}

bool MainWindow::focusNextPrevChild(bool next)
{
    // What is hidden while it has the focus, such as a bar whose button was pressed, leaves it to
    // what the user works in.
    if (const QWidget* focus = QApplication::focusWidget();
        focus != nullptr && !focus->isVisible()) {
        m_pages->current().setFocus();
        return true;
    }
    return moveFocus(*this, next) || QMainWindow::focusNextPrevChild(next);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    QSettings settings;
    saveWindowGeometry(*this, settings);
    m_views->panels().save(settings);
    m_programCommands->save(settings);
    m_pages->save(settings);
    m_startPage->save(settings);
    event->accept();
    Q_EMIT closed();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    adaptToWidth();
}

void MainWindow::openRequest(const std::vector<std::filesystem::path>& folders,
                             const std::vector<std::filesystem::path>& similarTo)
{
    m_drops->takeFiles(folders, similarTo);
}

void MainWindow::showNotice(const QString& text)
{
    m_notice->showNotice(text);
}

void MainWindow::setFixed(const FixedByCommandLine& fixed)
{
    m_programCommands->setFixed(fixed);
    if (fixed.model)
        m_modelOffer->forbid();
}

} // namespace lookalike
