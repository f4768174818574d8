// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything stands in the window.
#include "ui/main_window.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/panels/folders_panel.h"
#include "ui/views/search/filter_bar.h"
#include "ui/views/search/query_bar.h"
#include "ui/views/search/quick_preview.h"
#include "ui/views/search/results_grid.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/drop_overlay.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/progress_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QSettings>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace lookalike {

namespace {

constexpr int kFoldersWidth = 208;
constexpr int kDetailsWidth = 288;
const QSize kFirstSize(1280, 800);
const QSize kSmallestSize(560, 400);

} // namespace

void MainWindow::buildLayout()
{
    m_folders = new FoldersPanel(m_foldersModel, this);
    m_details = new DetailsPanel(m_session, this);
    m_folders->setMinimumWidth(160);
    m_details->setMinimumWidth(220);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);

    QWidget* header = buildHeader();
    m_splitter->addWidget(m_folders);
    m_strip = new ProgressStrip(this);
    m_notice = new NoticeBar(this);
    m_searchPage = buildCentre();
    m_duplicates = new DuplicatesPage(m_session, m_actions, *m_notice, this);
    m_mainPages = new QStackedWidget(this);
    m_mainPages->addWidget(m_searchPage);
    m_mainPages->addWidget(m_duplicates);
    m_splitter->addWidget(m_mainPages);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes(
        {kFoldersWidth, kFirstSize.width() - kFoldersWidth - kDetailsWidth, kDetailsWidth});

    auto* central = new QWidget(this);
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_notice);
    layout->addWidget(m_strip);
    setCentralWidget(central);
    setMinimumSize(kSmallestSize);
    resize(kFirstSize);

    m_preview = new QuickPreview(m_session, this);
    m_overlay = new DropOverlay(this);
}

QWidget* MainWindow::buildHeader()
{
    auto* header = new QFrame(this);
    header->setObjectName(QStringLiteral("headerBar"));
    m_statusText = secondaryLabel({}, header);
    m_statusText->setFont(tabularFigures(font()));
    m_warningButton = new QToolButton(header);
    m_warningButton->setIcon(lineIcon(QStringLiteral("warning"), IconTint::Danger));
    m_warningButton->setFocusPolicy(Qt::StrongFocus);
    m_warningButton->setAccessibleName(tr("Warning"));
    m_warningButton->hide();
    m_menuButton = new QToolButton(header);
    m_menuButton->setIcon(lineIcon(QStringLiteral("menu")));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setFocusPolicy(Qt::StrongFocus);
    m_menuButton->setToolTip(tr("Menu"));
    m_menuButton->setAccessibleName(tr("Menu"));

    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(metrics::kGap, metrics::kHalfGap, metrics::kGap, metrics::kHalfGap);
    layout->setSpacing(metrics::kHalfGap);
    layout->addWidget(toolButton(m_do.folders, header));
    layout->addSpacing(metrics::kGap);
    layout->addWidget(buildPageSwitch(header));
    layout->addSpacing(metrics::kGap);
    layout->addWidget(toolButton(m_do.back, header));
    layout->addWidget(toolButton(m_do.forward, header));
    layout->addStretch(1);
    layout->addWidget(m_warningButton);
    layout->addWidget(m_statusText);
    layout->addSpacing(metrics::kGap);
    layout->addWidget(toolButton(m_do.details, header));
    layout->addWidget(m_menuButton);
    return header;
}

QWidget* MainWindow::buildPageSwitch(QWidget* parent)
{
    auto* area = new QWidget(parent);
    auto* layout = new QHBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kHalfGap);
    for (QAction* action : {m_do.searchPage, m_do.duplicatesPage}) {
        QToolButton* button = toolButton(action, area);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setProperty("page", true);
        layout->addWidget(button);
    }
    return area;
}

QWidget* MainWindow::buildCentre()
{
    auto* centre = new QWidget(this);
    m_queryBar = new QueryBar(m_history, m_session, centre);
    m_filterBar = new FilterBar(centre);
    m_filterBar->hide();
    m_grid = new ResultsGrid(m_results, m_session.thumbnails(), centre);
    m_empty = new EmptyState(centre);
    m_pages = new QStackedWidget(centre);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_grid);
    m_gridBar = buildGridBar();

    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_queryBar);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_gridBar);
    layout->addWidget(m_pages, 1);
    return centre;
}

QWidget* MainWindow::buildGridBar()
{
    auto* bar = new QFrame(this);
    bar->setObjectName(QStringLiteral("gridBar"));
    m_summary = secondaryLabel({}, bar);
    m_summary->setFont(tabularFigures(font()));
    m_zoom = new QSlider(Qt::Horizontal, bar);
    m_zoom->setRange(ResultsGrid::kSmallestCell, ResultsGrid::kLargestCell);
    m_zoom->setValue(ResultsGrid::kDefaultCell);
    m_zoom->setFixedWidth(120);
    m_zoom->setAccessibleName(tr("Size of the pictures"));
    m_zoom->setToolTip(tr("Size of the pictures (Ctrl and mouse wheel)"));
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin,
                               metrics::kHalfGap);
    layout->setSpacing(metrics::kHalfGap);
    layout->addWidget(m_summary, 1);
    layout->addWidget(toolButton(m_do.crop, bar));
    layout->addSpacing(metrics::kGap);
    layout->addWidget(toolButton(m_do.zoomOut, bar));
    layout->addWidget(m_zoom);
    layout->addWidget(toolButton(m_do.zoomIn, bar));
    return bar;
}

void MainWindow::setPanelsForWidth(int width)
{
    const bool narrow = width < metrics::kNarrowWindow;
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    updatePanels();
    updateHeader();
}

bool MainWindow::isOnDuplicates() const
{
    return m_mainPages->currentWidget() == m_duplicates;
}

void MainWindow::updatePanels()
{
    // The duplicates page has a list of its own on the left and tells all about its photos.
    const char* folders = isOnDuplicates() ? "wantedOnDuplicates" : "wanted";
    m_folders->setVisible(!m_narrow && m_do.folders->property(folders).toBool());
    m_details->setVisible(!m_narrow && !isOnDuplicates() &&
                          m_do.details->property("wanted").toBool());
    m_do.folders->setChecked(m_folders->isVisibleTo(this));
    m_do.details->setChecked(m_details->isVisibleTo(this));
    m_do.details->setEnabled(!isOnDuplicates());
}

void MainWindow::showPage(QWidget* page)
{
    (page == m_duplicates ? m_do.duplicatesPage : m_do.searchPage)->setChecked(true);
    if (m_mainPages->currentWidget() == page)
        return;
    m_mainPages->setCurrentWidget(page);
    updatePanels();
    m_do.back->setEnabled(m_history.canGoBack() && page == m_searchPage);
    m_do.forward->setEnabled(m_history.canGoForward() && page == m_searchPage);
    (page == m_duplicates ? static_cast<QWidget*>(m_duplicates) : m_pages->currentWidget())
        ->setFocus();
}

void MainWindow::keepOnScreen()
{
    // Qt brings a lost window back, but not the left half of one that is too wide for this screen.
    if ((windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen)) != 0)
        return;
    const QRect available = screen()->availableGeometry();
    QRect wanted(geometry().topLeft(), size().boundedTo(available.size()));
    wanted.moveRight(std::min(wanted.right(), available.right()));
    wanted.moveBottom(std::min(wanted.bottom(), available.bottom()));
    wanted.moveTo(std::max(wanted.left(), available.left()),
                  std::max(wanted.top(), available.top()));
    setGeometry(wanted);
}

void MainWindow::saveState()
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("window/folders"), m_do.folders->property("wanted"));
    settings.setValue(QStringLiteral("window/details"), m_do.details->property("wanted"));
    settings.setValue(QStringLiteral("window/foldersOnDuplicates"),
                      m_do.folders->property("wantedOnDuplicates"));
    settings.setValue(QStringLiteral("window/onDuplicates"), isOnDuplicates());
    m_duplicates->save(settings);
    settings.setValue(QStringLiteral("grid/cell"), m_grid->cellSize());
    settings.setValue(QStringLiteral("grid/crop"), m_do.crop->isChecked());
    settings.setValue(QStringLiteral("library/checkAtStart"), m_do.checkAtStart->isChecked());
    m_history.save(settings);
}

void MainWindow::restoreState()
{
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    keepOnScreen();
    m_splitter->restoreState(settings.value(QStringLiteral("window/splitter")).toByteArray());
    m_do.folders->setProperty("wanted", settings.value(QStringLiteral("window/folders"), true));
    m_do.details->setProperty("wanted", settings.value(QStringLiteral("window/details"), true));
    m_do.folders->setProperty("wantedOnDuplicates",
                              settings.value(QStringLiteral("window/foldersOnDuplicates"), false));
    m_narrow = !(width() < metrics::kNarrowWindow); // so that the panels are set in any case
    setPanelsForWidth(width());
    m_grid->setCellSize(
        settings.value(QStringLiteral("grid/cell"), ResultsGrid::kDefaultCell).toInt());
    m_do.crop->setChecked(settings.value(QStringLiteral("grid/crop"), false).toBool());
    m_do.checkAtStart->setChecked(
        settings.value(QStringLiteral("library/checkAtStart"), true).toBool());
    m_history.restore(settings);
    m_duplicates->restore(settings);
    const bool onDuplicates = settings.value(QStringLiteral("window/onDuplicates"), false).toBool();
    showPage(onDuplicates ? static_cast<QWidget*>(m_duplicates) : m_searchPage);
}

} // namespace lookalike
