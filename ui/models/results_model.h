// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"

#include <QAbstractListModel>
#include <vector>

namespace lookalike {

class ThumbnailProvider;

/// The hits of the latest search, best first. Holds all that came back and shows the first `topK`
/// of at least `minScore`, so that both controls act at once.
class ResultsModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        ScoreRole = Qt::UserRole + 1, ///< float
        PathRole,                     ///< bytes of the path, QByteArray
        CopiesRole,                   ///< int, 1 where there is no copy
        CompanionsRole,               ///< QString: "RAW", "Live", or empty
        IsQueryRole,                  ///< bool: one of the query's own pictures
        ShapeRole,                    ///< QSize of the original, for placeholders
        FailureRole,                  ///< ErrorCode as int: why there is no thumbnail; else invalid
    };

    /// `thumbnails` must outlive the model; may be null.
    explicit ResultsModel(ThumbnailProvider* thumbnails, QObject* parent = nullptr);

    void setHits(std::vector<SearchHit> hits);
    void setLimits(int topK, double minScore);
    /// The thumbnail size for Qt::DecorationRole, one of ThumbnailCache's.
    void setThumbnailSize(int size) { m_thumbnailSize = size; }
    [[nodiscard]] int thumbnailSize() const { return m_thumbnailSize; }

    [[nodiscard]] const SearchHit& hit(int row) const
    {
        return m_hits[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] const std::vector<SearchHit>& allHits() const { return m_hits; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    /// File URLs for other programs, and the program's own type.
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

private:
    void thumbnailReady(const QByteArray& pathBytes);
    [[nodiscard]] int visibleCount() const;
    [[nodiscard]] QVariant failure(const SearchHit& hit) const;
    [[nodiscard]] QString announcement(const SearchHit& hit) const;
    /// "RAW + Live": what belongs to the picture; empty where there is nothing to tell.
    [[nodiscard]] static QString companionsBadge(const SearchHit& hit);

    ThumbnailProvider* m_thumbnails;
    std::vector<SearchHit> m_hits;
    QMultiHash<QByteArray, int> m_rowsOf;
    int m_shown = 0;
    int m_topK;
    double m_minScore;
    int m_thumbnailSize = 256;
};

} // namespace lookalike
