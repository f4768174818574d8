// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/groups_list.h"

#include "ui/bridge/thumbnail_provider.h"
#include "ui/models/groups_model.h"
#include "ui/views/duplicates/group_delegate.h"

#include <QKeyEvent>
#include <QResizeEvent>
#include <QScrollBar>

namespace lookalike {

GroupsList::GroupsList(GroupsModel& model, ThumbnailProvider& thumbnails, QWidget* parent)
    : QListView(parent)
    , m_model(model)
    , m_thumbnails(thumbnails)
    , m_place(*this)
{
    // Before the view's own connections: by then the view has forgotten everything.
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, &GroupsList::remember);
    setModel(&m_model);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &GroupsList::restore);
    setItemDelegate(new GroupDelegate(this));
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setAccessibleName(tr("Groups of duplicates"));
    m_askSoon.setSingleShot(true);
    m_askSoon.setInterval(0);
    connect(&m_askSoon, &QTimer::timeout, this, &GroupsList::askForThumbnails);
    const auto askSoon = [this] { m_askSoon.start(); };
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, askSoon);
    connect(&m_thumbnails, &ThumbnailProvider::revalidated, this, askSoon);
}

int GroupsList::currentRow() const
{
    return currentIndex().isValid() ? currentIndex().row() : -1;
}

void GroupsList::setCurrentRow(int row)
{
    if (row >= 0 && row < m_model.rowCount())
        selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::ClearAndSelect);
}

QList<int> GroupsList::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedIndexes())
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

void GroupsList::remember()
{
    m_resetting = true;
    m_currentRow = currentRow();
    m_current = m_currentRow < 0 ? GroupId() : m_model.group(m_currentRow).id;
    m_selected.clear();
    for (const int row : selectedRows())
        m_selected.push_back(m_model.group(row).id);
    // What the user looks at stays where it is on the screen.
    QModelIndex anchor = currentIndex();
    if (!anchor.isValid() || !viewport()->rect().intersects(visualRect(anchor)))
        anchor = indexAt(QPoint(viewport()->width() / 2, 1));
    m_anchor = anchor.isValid() ? m_model.group(anchor.row()).id : GroupId();
    m_anchorTop = anchor.isValid() ? visualRect(anchor).top() : 0;
    m_scroll = verticalScrollBar()->value();
}

void GroupsList::restore()
{
    const int count = m_model.rowCount();
    int row = m_current.isValid() ? m_model.rowOf(m_current) : -1;
    // What was decided about has gone: its successor stands where it stood.
    const bool stayed = row >= 0;
    if (!stayed)
        row = std::min(std::max(m_currentRow, 0), count - 1);
    m_resetting = false;
    if (row >= 0) {
        QItemSelection selection;
        for (const GroupId group : m_selected)
            if (const int at = m_model.rowOf(group); at >= 0)
                selection.select(m_model.index(at), m_model.index(at));
        if (selection.isEmpty())
            selection.select(m_model.index(row), m_model.index(row));
        selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::NoUpdate);
        selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    } else {
        Q_EMIT currentRowChanged(-1);
        Q_EMIT selectedCountChanged(0);
    }
    doItemsLayout();
    verticalScrollBar()->setValue(m_scroll);
    if (const int at = m_anchor.isValid() ? m_model.rowOf(m_anchor) : -1; at >= 0)
        verticalScrollBar()->setValue(m_scroll + visualRect(m_model.index(at)).top() - m_anchorTop);
    else if (row >= 0)
        scrollTo(m_model.index(row));
    m_askSoon.start();
}

void GroupsList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (!m_resetting)
        Q_EMIT currentRowChanged(current.isValid() ? current.row() : -1);
}

void GroupsList::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QListView::selectionChanged(selected, deselected);
    if (!m_resetting)
        Q_EMIT selectedCountChanged(static_cast<int>(selectionModel()->selectedIndexes().size()));
}

void GroupsList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Enter && event->modifiers() == Qt::KeypadModifier) {
        Q_EMIT applyRequested();
        return;
    }
    QListView::keyPressEvent(event);
}

void GroupsList::resizeEvent(QResizeEvent* event)
{
    m_place.hold(event->oldSize());
    QListView::resizeEvent(event);
    m_place.restore();
    m_askSoon.start();
}

void GroupsList::showEvent(QShowEvent* event)
{
    QListView::showEvent(event);
    m_askSoon.start();
}

void GroupsList::askForThumbnails()
{
    if (!isVisible() || m_model.rowCount() == 0)
        return;
    const int rowHeight = std::max(1, sizeHintForRow(0));
    const int first = std::max(0, verticalOffset() / rowHeight);
    const int shown = viewport()->height() / rowHeight + 2;
    std::vector<std::filesystem::path> paths;
    // One screen ahead.
    for (int row = first; row < std::min(m_model.rowCount(), first + 2 * shown); ++row) {
        const auto& members = m_model.group(row).members;
        for (std::size_t i = 0; i < std::min<std::size_t>(GroupsModel::kStacked, members.size());
             ++i)
            paths.push_back(members[i].file.path);
    }
    m_thumbnails.showing(paths, GroupsModel::kThumbnail);
}

} // namespace lookalike
