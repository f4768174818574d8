// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QAbstractTableModel>
#include <QSet>
#include <vector>

namespace lookalike {

class MapController;
class ThumbnailProvider;
struct MapLevel;
struct SearchHit;

/// One level of the map as a table of photos, with the row and column that a screen reader tells.
class MapModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        FreeRole = Qt::UserRole + 1, ///< bool: the cell has no photo
        DimmedRole,                  ///< bool: cells are lit, and this one is none of them
        FailureRole,                 ///< ErrorCode as int: why there is no thumbnail; else invalid
    };

    /// Both must outlive the model.
    MapModel(const MapController& controller, ThumbnailProvider& thumbnails,
             QObject* parent = nullptr);

    /// 0 is the finest. Resets the model.
    void setLevel(std::size_t level);
    [[nodiscard]] std::size_t level() const { return m_level; }
    [[nodiscard]] std::size_t levels() const;
    /// The thumbnail size for Qt::DecorationRole, one of ThumbnailCache's.
    void setThumbnailSize(int size) { m_thumbnailSize = size; }
    [[nodiscard]] int thumbnailSize() const { return m_thumbnailSize; }
    /// Lights the cells that stand for these photos and dims all others; none: no cell is dimmed.
    void setLit(std::vector<ContentId> contents);

    /// Invalid where the cell is free.
    [[nodiscard]] ContentId contentAt(const QModelIndex& index) const;
    /// Null where the cell is free, and until the controller knows the photo.
    [[nodiscard]] const SearchHit* photoAt(const QModelIndex& index) const;
    /// On the current level, line by line.
    [[nodiscard]] int photosBefore(const QModelIndex& index) const;
    [[nodiscard]] int photoCount() const;
    /// The cell of the current level in which a photo lies; invalid where it is not on the map.
    [[nodiscard]] QModelIndex indexOf(ContentId content) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    [[nodiscard]] const MapLevel* shown() const;
    void updateLitCells();
    [[nodiscard]] QVariant failure(ContentId content) const;
    /// Among the first `cells`.
    [[nodiscard]] int countPhotos(std::ptrdiff_t cells) const;

    const MapController& m_controller;
    ThumbnailProvider& m_thumbnails;
    std::size_t m_level = 0;
    int m_thumbnailSize = 256;
    std::vector<ContentId> m_lit;
    QSet<QPair<int, int>> m_litCells; ///< rows and columns on the level that is shown
};

} // namespace lookalike
