// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/photo_tile_role.h"
#include "ui/models/result_tiles.h"
#include "ui/state/query.h"

#include <QAbstractListModel>
#include <QMultiHash>
#include <functional>
#include <optional>
#include <vector>

namespace lookalike {

class ThumbnailProvider;

/// The hits of the latest search as tiles. Holds all that came back and shows the best of them
/// within two limits, so that their controls act at once: best first, or in an order that it is
/// given.
class ResultsModel : public QAbstractListModel {
    Q_OBJECT

public:
    using enum PhotoTileRole;

    /// `thumbnails` must outlive the model; may be null.
    explicit ResultsModel(ThumbnailProvider* thumbnails, QObject* parent = nullptr);

    /// In the order of contents(), see setOrder(); best first where `order` is empty.
    void setHits(std::vector<SearchHit> hits, std::vector<ContentId> order = {});
    /// As ResultTiles::countWithin() has them.
    void setLimits(int topK, std::optional<double> minScore);
    /// Moves the rows: what is shown stands in this order of contents, and what is not in it comes
    /// last. Empty: best first. Later hits and limits keep to it until it is set again.
    void setOrder(std::vector<ContentId> order);
    [[nodiscard]] const std::vector<ContentId>& order() const { return m_order; }
    /// What is shown, a content for each row but the copies of unfolded photos, best first.
    [[nodiscard]] std::vector<ContentId> contents() const;
    /// What would be shown of these hits within these limits.
    [[nodiscard]] std::vector<ContentId> contentsOf(std::vector<SearchHit> hits, int topK,
                                                    std::optional<double> minScore) const;
    // These three reset the rows. See ResultTiles.
    void setCopiesAsOne(bool asOne);
    void setQueryHidden(bool hidden);
    void setUnfolded(int row, bool unfolded);
    /// For another query.
    void foldAll();
    /// The photos of the query that are shown as marked.
    void setMarks(std::vector<NamedMark> marks);
    /// The thumbnail size for Qt::DecorationRole, one of ThumbnailCache's.
    void setThumbnailSize(int size) { m_thumbnailSize = size; }
    [[nodiscard]] int thumbnailSize() const { return m_thumbnailSize; }

    [[nodiscard]] const SearchHit& hit(int row) const { return m_tiles.photo(tileAt(row)); }
    /// Best first, not in the order of the rows.
    [[nodiscard]] const ResultTiles& tiles() const { return m_tiles; }
    [[nodiscard]] int tileAt(int row) const { return m_tileAt[static_cast<std::size_t>(row)]; }
    /// The row of the file, or else of the photo that it is a copy of; -1: it is not shown.
    [[nodiscard]] int rowOf(const SearchHit& photo) const;
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
    /// Finds out which tiles are shown, and where.
    void arrange();
    void sortRows();
    [[nodiscard]] QVariant failure(const SearchHit& hit) const;
    [[nodiscard]] QString announcement(int row) const;
    [[nodiscard]] static QString toolTip(const SearchHit& hit);
    /// "3 copies", "Copy", or empty.
    [[nodiscard]] QString stackText(int row) const;

    ThumbnailProvider* m_thumbnails;
    ResultTiles m_tiles;
    std::vector<NamedMark> m_marks;
    std::vector<ContentId> m_order; ///< empty: best first
    std::vector<int> m_tileAt;      ///< by row; those that are not shown follow
    QMultiHash<QByteArray, int> m_rowsOf;
    int m_shown = 0;
    int m_topK;
    std::optional<double> m_minScore;
    int m_thumbnailSize = 256;
};

} // namespace lookalike
