// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_list.h"
#include "core/library/search_request.h"
#include "ui/models/photo_sections.h"
#include "ui/models/photo_tile_role.h"

#include <QAbstractListModel>
#include <QHash>
#include <memory>
#include <set>
#include <vector>

namespace lookalike {

class LibraryController;
class ThumbnailProvider;

/// The controller's list as tiles: one for a photo, and one for a burst until that is unfolded.
/// GUI thread.
class LibraryModel : public QAbstractListModel {
    Q_OBJECT

public:
    /// Both must outlive the model. It takes over the controller's list only by showList().
    LibraryModel(LibraryController& controller, ThumbnailProvider& thumbnails,
                 QObject* parent = nullptr);

    // Each of these resets the model.
    void showList();
    void setBurstsFolded(bool folded);
    /// Inserts or removes the rows of a burst; `row` is any of them.
    void setUnfolded(int row, bool unfolded);
    [[nodiscard]] bool isUnfolded(int row) const;
    /// The photos of the burst that the row belongs to; 1 where it belongs to none.
    [[nodiscard]] int burst(int row) const;

    /// Headings come from this; nothing is reset.
    void setGrouping(PhotoGrouping grouping) { m_grouping = grouping; }
    [[nodiscard]] PhotoGrouping grouping() const { return m_grouping; }
    /// The first row of each section, ascending.
    [[nodiscard]] std::vector<int> sections() const;
    /// What a heading says over the section of this row, in another grouping than its own, too.
    [[nodiscard]] QString heading(int row, PhotoGrouping grouping) const;

    /// The thumbnail size for Qt::DecorationRole, one of ThumbnailCache's.
    void setThumbnailSize(int size) { m_thumbnailSize = size; }
    [[nodiscard]] int thumbnailSize() const { return m_thumbnailSize; }
    /// Loads thumbnails and what else tiles show: of the rows `shown`, which are not empty, first,
    /// then of `nearby`.
    void ask(const std::vector<int>& shown, const std::vector<int>& nearby);

    [[nodiscard]] const PhotoList& list() const { return *m_list; }
    /// The row's place in list().
    [[nodiscard]] std::size_t place(int row) const
    {
        return m_places[static_cast<std::size_t>(row)];
    }
    /// The photo that the row shows.
    [[nodiscard]] SearchHit photo(int row) const { return photoAt(place(row)); }
    /// All photos that these rows stand for, a folded burst for its shots. Ascending.
    [[nodiscard]] std::vector<SearchHit> photos(const QList<int>& rows) const;
    /// How many photos the rows from `first` to `last` stand for.
    [[nodiscard]] int photoCount(int first, int last) const;
    [[nodiscard]] ContentId content(int row) const { return m_list->content(place(row)); }
    /// The row of a photo, or of the folded burst that it belongs to; -1: it is not in the list.
    [[nodiscard]] int rowOf(ContentId content) const;
    /// The next row after `row`, from the first one on after the last one, whose name begins with
    /// `text` in any case; -1: there is none. `row` itself comes first where `withRow`.
    [[nodiscard]] int rowNamed(const QString& text, int row, bool withRow) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

private:
    void arrange();
    void thumbnailReady(const QByteArray& pathBytes);
    /// The place of the first photo of the burst that holds this place.
    [[nodiscard]] std::size_t burstBegin(std::size_t place) const;
    /// Behind the photos that the row stands for.
    [[nodiscard]] std::size_t endPlace(int row) const;
    [[nodiscard]] SearchHit photoAt(std::size_t place) const;
    /// Null until that is looked up.
    [[nodiscard]] const SearchHit* knownAt(std::size_t place) const;
    [[nodiscard]] const SearchHit* known(int row) const { return knownAt(place(row)); }
    [[nodiscard]] bool isFurther(int row) const;
    [[nodiscard]] QString stackText(int row) const;
    [[nodiscard]] QString noteText(int row) const;
    [[nodiscard]] QString toolTip(int row) const;
    [[nodiscard]] QString announcement(int row) const;
    [[nodiscard]] QVariant failure(int row) const;

    LibraryController& m_controller;
    ThumbnailProvider& m_thumbnails;
    std::shared_ptr<const PhotoList> m_list;
    std::vector<std::uint32_t> m_places; ///< of the rows, ascending
    std::set<ContentId> m_unfolded;      ///< any photo of each burst
    QHash<QByteArray, int> m_rowOfPath;  ///< of what was asked for last
    int m_firstAsked = 0;                ///< of the rows that were shown then
    int m_lastAsked = -1;
    PhotoGrouping m_grouping = PhotoGrouping::Day;
    bool m_burstsFolded = true;
    int m_thumbnailSize = 256;
};

} // namespace lookalike
