// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/photo_tile_role.h"
#include "ui/models/result_tiles.h"

#include <QAbstractListModel>
#include <functional>
#include <vector>

namespace lookalike {

class ThumbnailProvider;

/// The hits of the latest search as tiles, best first. Holds all that came back and shows the first
/// `topK` of at least `minScore`, so that both controls act at once.
class ResultsModel : public QAbstractListModel {
    Q_OBJECT

public:
    using enum PhotoTileRole;

    /// `thumbnails` must outlive the model; may be null.
    explicit ResultsModel(ThumbnailProvider* thumbnails, QObject* parent = nullptr);

    void setHits(std::vector<SearchHit> hits);
    void setLimits(int topK, double minScore);
    // These three reset the rows. See ResultTiles.
    void setCopiesAsOne(bool asOne);
    void setQueryHidden(bool hidden);
    void setUnfolded(int row, bool unfolded);
    /// For another query.
    void foldAll();
    /// The thumbnail size for Qt::DecorationRole, one of ThumbnailCache's.
    void setThumbnailSize(int size) { m_thumbnailSize = size; }
    [[nodiscard]] int thumbnailSize() const { return m_thumbnailSize; }

    [[nodiscard]] const SearchHit& hit(int row) const { return m_tiles.photo(row); }
    [[nodiscard]] const ResultTiles& tiles() const { return m_tiles; }
    /// Rows without the copies of unfolded photos.
    [[nodiscard]] int photoCount() const;
    /// Whether all tiles are shown although the limits allow more.
    [[nodiscard]] bool isExhausted() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    /// File URLs for other programs, and the program's own type.
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

private:
    void thumbnailReady(const QByteArray& pathBytes);
    void reset(const std::function<void()>& change);
    [[nodiscard]] QVariant failure(const SearchHit& hit) const;
    [[nodiscard]] QString announcement(int row) const;
    /// "3 copies", "Copy", or empty.
    [[nodiscard]] QString stackText(int row) const;

    ThumbnailProvider* m_thumbnails;
    ResultTiles m_tiles;
    QMultiHash<QByteArray, int> m_rowsOf;
    int m_shown = 0;
    int m_topK;
    double m_minScore;
    int m_thumbnailSize = 256;
};

} // namespace lookalike
