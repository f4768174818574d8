// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map/map_page.h"

#include "ui/bridge/library_session.h"
#include "ui/state/library_readiness.h"
#include "ui/state/search_controller.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/translated.h"
#include "ui/views/library_explanation.h"
#include "ui/views/map/map_view.h"
#include "ui/views/photo_commands.h"
#include "ui/views/preview/photo_preview.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/item_menu.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>

namespace lookalike {

namespace {

const QString kMapFoldersKey = QStringLiteral("map/folders");
const QString kScaleKey = QStringLiteral("map/scale");
const QString kLightKey = QStringLiteral("map/light");
constexpr int kRestMs = 200;       ///< between a change of a large selection and looking it up
constexpr std::size_t kFew = 1000; ///< are looked up at once

} // namespace

MapPage::MapPage(LibrarySession& session, const LibraryReadiness& readiness,
                 SearchController& search, PhotoCommands& photoCommands, ActionRegistry& actions,
                 QWidget* parent)
    : Page(QStringLiteral("map"), tr("&Map"), parent)
    , m_session(session)
    , m_readiness(readiness)
    , m_search(search)
    , m_photoCommands(photoCommands)
    , m_controller(session)
    , m_model(m_controller, session.thumbnails())
    , m_sort(actions.add(QStringLiteral("mapSort"), tr("Map"), tr("&Sort again"),
                         QStringLiteral("refresh"), {}, ActionRegistry::Scope::Search))
    , m_light(actions.add(QStringLiteral("mapLight"), tr("Map"), tr("&Highlight the results"),
                          QStringLiteral("search"), {}, ActionRegistry::Scope::Search))
    , m_view(new MapView(m_model, m_controller, session.thumbnails(), this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedWidget(this))
    , m_summary(secondaryLabel({}, this))
{
    setWantsFolders(false);
    m_light->setCheckable(true);
    m_light->setToolTip(tr("Dims all photos that the search did not find"));
    m_sort->setToolTip(tr("Moves photos that came later to where they belong"));
    m_photoCommands.addTo(*m_view);
    buildLayout();
    connectParts(actions);
    refresh();
}

void MapPage::buildLayout()
{
    auto* bar = new QFrame(this);
    bar->setObjectName(QStringLiteral("gridBar"));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin,
                            metrics::kHalfGap);
    row->setSpacing(metrics::kHalfGap);
    m_summary->setFont(tabularFigures(font()));
    m_summary->setToolTip(tr("Drag with Shift to draw around photos and select them"));
    row->addWidget(m_summary, 1);
    for (QAction* action : {m_light, m_sort}) {
        QToolButton* button = toolButton(action, bar);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setProperty("beside", true);
        row->addWidget(button);
    }
    const auto addZoom = [&](const QString& icon, const QString& name, int steps) {
        auto* button = new QToolButton(bar);
        button->setIcon(lineIcon(icon));
        button->setToolTip(name);
        button->setAccessibleName(name);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAutoRepeat(true);
        connect(button, &QToolButton::clicked, m_view, [this, steps] { m_view->zoomBy(steps); });
        row->addWidget(button);
    };
    row->addSpacing(metrics::kGap);
    addZoom(QStringLiteral("small-grid"), tr("Show more of the map"), -1);
    addZoom(QStringLiteral("large-grid"), tr("Show larger photos"), 1);

    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_stack, 1);
}

void MapPage::connectParts(ActionRegistry& actions)
{
    connect(&m_controller, &MapController::mapChanged, this, [this] {
        m_view->showMap();
        light();
        refresh();
    });
    connect(&m_controller, &MapController::stateChanged, this, &MapPage::refresh);
    connect(&m_session, &LibrarySession::statusChanged, this, &MapPage::refresh);
    connect(&m_session, &LibrarySession::openFailed, this, &MapPage::refresh);
    for (const auto signal : {&SearchController::answered, &SearchController::changed})
        connect(&m_search, signal, this, [this] {
            light();
            refresh();
        });
    connect(m_sort, &QAction::triggered, &m_controller, &MapController::sortAgain);
    connect(m_light, &QAction::toggled, this, &MapPage::light);
    connect(m_view, &MapView::currentContentChanged, this, [this] {
        Q_EMIT currentPhotoChanged();
        if (isVisible())
            m_photoCommands.update();
        // The preview may have moved on before the photo was known.
        if (m_preview != nullptr && m_preview->isVisible() &&
            m_view->currentContent() != m_previewed)
            previewCurrent();
    });
    m_selectSoon.setSingleShot(true);
    m_selectSoon.setInterval(kRestMs);
    connect(&m_selectSoon, &QTimer::timeout, this,
            [this] { m_controller.select(m_view->selection().contents()); });
    connect(m_view, &MapView::selectionEdited, this, &MapPage::takeSelection);
    connect(&m_controller, &MapController::selectionKnown, this, [this] {
        refresh();
        if (isVisible())
            m_photoCommands.update();
    });
    connect(m_view, &MapView::openRequested, &m_photoCommands, &PhotoCommands::openCurrent);
    new ItemMenu(*m_view, [this](QMenu& menu, const QModelIndex& index) {
        if (m_model.photoAt(index) != nullptr)
            m_photoCommands.fillMenu(menu);
    });
    for (const auto& [id, steps] : {std::pair("zoomIn", 1), std::pair("zoomOut", -1)})
        connect(actions.findChild<QAction*>(QLatin1String(id)), &QAction::triggered, this,
                [this, by = steps] {
                    if (isVisible())
                        m_view->zoomBy(by);
                });
}

void MapPage::refresh()
{
    const bool hasMap = m_controller.map().size() > 0 && !m_readiness.openError();
    if (!hasMap)
        m_empty->show(emptyContent());
    QWidget* const shown = hasMap ? static_cast<QWidget*>(m_view) : m_empty;
    const bool isOther = m_stack->currentWidget() != shown;
    const QWidget* const focus = window()->focusWidget();
    const bool isFocusFree = focus == nullptr || !focus->isVisible() || isAncestorOf(focus);
    m_stack->setCurrentWidget(shown);
    setFocusProxy(shown);
    if (isOther && isVisible() && isFocusFree)
        shown->setFocus();
    m_summary->setText(hasMap ? summary() : QString());
    m_sort->setEnabled(hasMap && !m_controller.isBusy());
    m_light->setEnabled(hasMap && m_search.hasAnswer());
}

QString MapPage::summary() const
{
    const QString all = text::photos(m_controller.map().size());
    if (m_view->hasSelection()) {
        const std::size_t count = m_view->selection().count();
        const QString selected =
            tr("%1 of %2 selected", "number, photos").arg(text::number(count), all);
        // Of few, what they are is known before anybody could read that.
        return count <= kFew || m_controller.isSelectionKnown() ? selected
                                                                : tr("%1 · reading…").arg(selected);
    }
    return m_controller.isBusy() ? tr("%1 · sorting…").arg(all) : all;
}

void MapPage::takeSelection()
{
    m_selectSoon.stop();
    m_controller.deselect();
    if (m_view->hasSelection()) {
        if (m_view->selection().count() > kFew)
            m_selectSoon.start();
        else
            m_controller.select(m_view->selection().contents());
    }
    refresh();
    if (isVisible())
        m_photoCommands.update();
}

void MapPage::light()
{
    std::vector<ContentId> found;
    const ResultsModel& results = m_search.results();
    if (m_light->isChecked())
        for (int row = 0; row < results.rowCount(); ++row)
            found.push_back(results.hit(row).content);
    m_model.setLit(std::move(found));
}

EmptyState::Content MapPage::emptyContent()
{
    if (const auto content = libraryExplanation(
            m_session, m_readiness,
            {tr("Lookalike reads each photo once and then lays all of them out on a map."),
             [this] { Q_EMIT addFolderRequested(); }, [this] { Q_EMIT backupsRequested(); }}))
        return *content;
    if (const auto& error = m_controller.error())
        return {QStringLiteral("warning"), translated(error->message), displayText(error->path),
                tr("Try again"), [this] { m_controller.sortAgain(); }};
    if (!m_controller.isKnown() || m_controller.isBusy())
        return {QStringLiteral("picture"),
                tr("Sorting your photos…"),
                tr("Similar photos will be near each other."),
                {},
                {}};
    return noPhotosExplanation(m_session);
}

void MapPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_controller.setWatched(true);
    refresh();
}

void MapPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_controller.setWatched(false);
}

void MapPage::addMenus(QMenu& menu)
{
    menu.addMenu(tr("&Map"))->addActions({m_light, m_sort});
}

void MapPage::save(QSettings& settings) const
{
    settings.setValue(kMapFoldersKey, wantsFolders());
    settings.setValue(kScaleKey, m_view->scale());
    settings.setValue(kLightKey, m_light->isChecked());
}

void MapPage::restore(const QSettings& settings)
{
    setWantsFolders(settings.value(kMapFoldersKey, false).toBool());
    m_light->setChecked(settings.value(kLightKey, false).toBool());
    if (const double scale = settings.value(kScaleKey, 0).toDouble(); scale > 0)
        m_view->setScale(scale);
}

const SearchHit* MapPage::currentPhoto() const
{
    return m_model.photoAt(m_view->currentIndex());
}

std::vector<SearchHit> MapPage::selectedPhotos() const
{
    if (m_view->hasSelection())
        return m_controller.selection();
    const SearchHit* current = currentPhoto();
    return current == nullptr ? std::vector<SearchHit>() : std::vector{*current};
}

bool MapPage::isSelectionKnown() const
{
    return !m_view->hasSelection() || m_controller.isSelectionKnown();
}

PhotoPreview& MapPage::preview()
{
    if (m_preview == nullptr) {
        m_preview = new PhotoPreview(m_session.background(), window());
        m_preview->offerSimilar();
        connect(m_preview, &PhotoPreview::moveRequested, this, &MapPage::movePreview);
        connect(m_preview, &PhotoPreview::similarRequested, &m_photoCommands,
                &PhotoCommands::findSimilar);
        connect(m_preview, &PhotoPreview::closed, m_view, qOverload<>(&QWidget::setFocus));
    }
    return *m_preview;
}

void MapPage::previewCurrent()
{
    const SearchHit* photo = currentPhoto();
    if (photo == nullptr)
        return;
    m_previewed = photo->content;
    const QString name = displayName(photo->path);
    const QModelIndex current = m_view->currentIndex();
    preview().show({photo->path,
                    name,
                    name,
                    current.data(Qt::DecorationRole).value<QImage>(),
                    {photo->width, photo->height}},
                   {m_model.photosBefore(current) + 1, m_model.photoCount()});
}

void MapPage::movePreview(PreviewMove move)
{
    // Along the lines of the map, over cells that are free.
    const int columns = m_model.columnCount();
    const int cells = columns * m_model.rowCount();
    const QModelIndex current = m_view->currentIndex();
    std::optional<int> cell = current.row() * columns + current.column();
    const auto indexOf = [&](int at) { return m_model.index(at / columns, at % columns); };
    do {
        cell = rowAfter(move, *cell, cells);
    } while (cell && !m_model.contentAt(indexOf(*cell)).isValid() &&
             (move == PreviewMove::Next || move == PreviewMove::Previous));
    if (!cell || !m_model.contentAt(indexOf(*cell)).isValid())
        return;
    m_view->setCurrentIndex(indexOf(*cell));
    previewCurrent();
}

} // namespace lookalike
