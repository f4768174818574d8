// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/map_model.h"

#include "ui/bridge/thumbnail_provider.h"
#include "ui/state/map_controller.h"
#include "ui/text/display_text.h"

#include <algorithm>

namespace lookalike {

MapModel::MapModel(const MapController& controller, ThumbnailProvider& thumbnails, QObject* parent)
    : QAbstractTableModel(parent)
    , m_controller(controller)
    , m_thumbnails(thumbnails)
{}

std::size_t MapModel::levels() const
{
    return m_controller.map().levels().size();
}

const MapLevel* MapModel::shown() const
{
    return m_level < levels() ? &m_controller.map().levels()[m_level] : nullptr;
}

void MapModel::setLevel(std::size_t level)
{
    beginResetModel();
    m_level = level;
    updateLitCells();
    endResetModel();
}

void MapModel::updateLitCells()
{
    m_litCells.clear();
    for (const ContentId content : m_lit)
        if (const QModelIndex cell = indexOf(content); cell.isValid())
            m_litCells.insert({cell.row(), cell.column()});
}

void MapModel::setLit(std::vector<ContentId> contents)
{
    m_lit = std::move(contents);
    updateLitCells();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {DimmedRole});
}

ContentId MapModel::contentAt(const QModelIndex& index) const
{
    const MapLevel* level = shown();
    if (level == nullptr || !index.isValid())
        return {};
    const std::size_t cell = static_cast<std::size_t>(index.row()) * level->columns +
                             static_cast<std::size_t>(index.column());
    return cell < level->cells.size() ? level->cells[cell] : ContentId();
}

const SearchHit* MapModel::photoAt(const QModelIndex& index) const
{
    const ContentId content = contentAt(index);
    return content.isValid() ? m_controller.photo(content) : nullptr;
}

int MapModel::photosBefore(const QModelIndex& index) const
{
    if (shown() == nullptr || !index.isValid())
        return 0;
    const auto columns = static_cast<std::ptrdiff_t>(shown()->columns);
    return countPhotos(index.row() * columns + index.column());
}

int MapModel::photoCount() const
{
    return shown() == nullptr ? 0 : countPhotos(std::ssize(shown()->cells));
}

int MapModel::countPhotos(std::ptrdiff_t cells) const
{
    const auto begin = shown()->cells.begin();
    return static_cast<int>(std::count_if(begin,
                                          begin + std::min(cells, std::ssize(shown()->cells)),
                                          [](ContentId content) { return content.isValid(); }));
}

QModelIndex MapModel::indexOf(ContentId content) const
{
    const auto cell = m_controller.map().cellOf(content);
    if (!cell || shown() == nullptr)
        return {};
    const std::size_t columns = m_controller.map().levels()[0].columns;
    return index(static_cast<int>((*cell / columns) >> m_level),
                 static_cast<int>((*cell % columns) >> m_level));
}

int MapModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || shown() == nullptr ? 0 : static_cast<int>(shown()->rows());
}

int MapModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || shown() == nullptr ? 0 : static_cast<int>(shown()->columns);
}

QVariant MapModel::failure(ContentId content) const
{
    const SearchHit* photo = m_controller.photo(content);
    if (photo == nullptr)
        return m_controller.isMissing(content) ? static_cast<int>(ErrorCode::NotFound) : QVariant();
    const auto code = m_thumbnails.failure(photo->path);
    return code ? static_cast<int>(*code) : QVariant();
}

QVariant MapModel::data(const QModelIndex& index, int role) const
{
    const ContentId content = contentAt(index);
    if (role == FreeRole)
        return !content.isValid();
    if (!content.isValid())
        return {};
    if (role == DimmedRole)
        return !m_lit.empty() && !m_litCells.contains({index.row(), index.column()});
    if (role == FailureRole)
        return failure(content);
    const SearchHit* photo = m_controller.photo(content);
    if (photo == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return displayName(photo->path);
    case Qt::DecorationRole:
        return m_thumbnails.find(photo->path, m_thumbnailSize);
    case Qt::AccessibleTextRole:
        return (failure(content) == static_cast<int>(ErrorCode::NotFound)
                    ? tr("%1, row %2, column %3, no longer there")
                    : tr("%1, row %2, column %3"))
            .arg(displayName(photo->path))
            .arg(index.row() + 1)
            .arg(index.column() + 1);
    default:
        return {};
    }
}

Qt::ItemFlags MapModel::flags(const QModelIndex& index) const
{
    if (!contentAt(index).isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace lookalike
