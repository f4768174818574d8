// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/library_model.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/drop_reader.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/models/name_prefix.h"
#include "ui/state/library_controller.h"
#include "ui/text/dates.h"
#include "ui/text/display_text.h"
#include "ui/text/photo_text.h"

#include <QDateTime>
#include <QMimeData>
#include <QSize>
#include <QTimeZone>
#include <algorithm>

namespace lookalike {

LibraryModel::LibraryModel(LibraryController& controller, ThumbnailProvider& thumbnails,
                           QObject* parent)
    : QAbstractListModel(parent)
    , m_controller(controller)
    , m_thumbnails(thumbnails)
    , m_list(controller.list())
{
    connect(&m_thumbnails, &ThumbnailProvider::ready, this, &LibraryModel::thumbnailReady);
    connect(&m_controller.photos(), &KnownPhotos::known, this, [this] {
        if (m_lastAsked < rowCount() && m_firstAsked <= m_lastAsked)
            Q_EMIT dataChanged(index(m_firstAsked), index(m_lastAsked));
    });
    arrange();
}

void LibraryModel::showList()
{
    beginResetModel();
    m_list = m_controller.list();
    m_rowOfPath.clear();
    arrange();
    endResetModel();
}

void LibraryModel::setBurstsFolded(bool folded)
{
    if (folded == m_burstsFolded)
        return;
    beginResetModel();
    m_burstsFolded = folded;
    m_unfolded.clear();
    m_rowOfPath.clear();
    arrange();
    endResetModel();
}

void LibraryModel::arrange()
{
    m_places.clear();
    m_places.reserve(m_list->size());
    bool isUnfolded = false;
    for (std::size_t place = 0; place < m_list->size(); ++place) {
        const std::size_t shots = m_list->burst(place);
        if (shots > 1) {
            isUnfolded = false;
            for (std::size_t shot = place; !m_unfolded.empty() && shot < place + shots; ++shot)
                isUnfolded = isUnfolded || m_unfolded.contains(m_list->content(shot));
        }
        if (shots > 0 || isUnfolded || !m_burstsFolded)
            m_places.push_back(static_cast<std::uint32_t>(place));
    }
}

std::size_t LibraryModel::burstBegin(std::size_t place) const
{
    while (m_list->burst(place) == 0)
        --place;
    return place;
}

int LibraryModel::burst(int row) const
{
    return static_cast<int>(m_list->burst(burstBegin(place(row))));
}

bool LibraryModel::isFurther(int row) const
{
    return m_list->burst(place(row)) == 0;
}

bool LibraryModel::isUnfolded(int row) const
{
    if (burst(row) == 1)
        return false;
    const std::size_t next = static_cast<std::size_t>(row) + 1;
    return isFurther(row) || (next < m_places.size() && m_list->burst(m_places[next]) == 0);
}

void LibraryModel::setUnfolded(int row, bool unfolded)
{
    const int shots = burst(row);
    if (shots == 1 || unfolded == isUnfolded(row))
        return;
    const std::size_t begin = burstBegin(place(row));
    const auto leader = std::ranges::lower_bound(m_places, static_cast<std::uint32_t>(begin));
    const int first = static_cast<int>(leader - m_places.begin()) + 1;
    if (unfolded) {
        beginInsertRows({}, first, first + shots - 2);
        m_unfolded.insert(m_list->content(begin));
        const auto inserted = m_places.insert(leader + 1, static_cast<std::size_t>(shots) - 1, 0);
        for (int shot = 1; shot < shots; ++shot)
            inserted[shot - 1] = static_cast<std::uint32_t>(begin) + static_cast<unsigned>(shot);
        m_rowOfPath.clear();
        endInsertRows();
    } else {
        beginRemoveRows({}, first, first + shots - 2);
        for (std::size_t shot = begin; shot < begin + static_cast<std::size_t>(shots); ++shot)
            m_unfolded.erase(m_list->content(shot));
        m_places.erase(leader + 1, leader + shots);
        m_rowOfPath.clear();
        endRemoveRows();
    }
    const QModelIndex changed = index(first - 1);
    Q_EMIT dataChanged(changed, changed, {StackRole});
}

std::vector<int> LibraryModel::sections() const
{
    return sectionStarts(*m_list, m_places, m_grouping);
}

QString LibraryModel::heading(int row, PhotoGrouping grouping) const
{
    return sectionHeading(*m_list, place(row), grouping);
}

void LibraryModel::ask(const std::vector<int>& shown, const std::vector<int>& nearby)
{
    std::vector<ContentId> contents;
    std::vector<std::filesystem::path> paths;
    m_rowOfPath.clear();
    const auto [first, last] = std::ranges::minmax(shown);
    m_firstAsked = first;
    m_lastAsked = last;
    for (const std::vector<int>* rows : {&shown, &nearby}) {
        for (const int row : *rows) {
            contents.push_back(content(row));
            paths.push_back(m_list->path(place(row)));
            m_rowOfPath.insert(pathBytes(paths.back()), row);
        }
    }
    m_thumbnails.showing(paths, m_thumbnailSize);
    m_controller.photos().ask(contents, m_controller.request().filter);
}

const SearchHit* LibraryModel::knownAt(std::size_t place) const
{
    const SearchHit* photo = m_controller.photos().photo(m_list->content(place));
    return photo != nullptr && photo->file == m_list->file(place) ? photo : nullptr;
}

SearchHit LibraryModel::photoAt(std::size_t place) const
{
    if (const SearchHit* photo = knownAt(place))
        return *photo;
    SearchHit photo;
    photo.file = m_list->file(place);
    photo.content = m_list->content(place);
    photo.path = m_list->path(place);
    return photo;
}

std::size_t LibraryModel::endPlace(int row) const
{
    return row + 1 < rowCount() ? place(row + 1) : m_list->size();
}

std::vector<SearchHit> LibraryModel::photos(const QList<int>& rows) const
{
    std::vector<SearchHit> photos;
    for (const int row : rows)
        for (std::size_t at = place(row); at < endPlace(row); ++at)
            photos.push_back(photoAt(at));
    return photos;
}

int LibraryModel::photoCount(int first, int last) const
{
    return static_cast<int>(endPlace(last) - place(first));
}

int LibraryModel::rowOf(ContentId content) const
{
    for (std::size_t place = 0; place < m_list->size(); ++place) {
        if (m_list->content(place) != content)
            continue;
        const auto after = std::ranges::upper_bound(m_places, static_cast<std::uint32_t>(place));
        return static_cast<int>(after - m_places.begin()) - 1;
    }
    return -1;
}

int LibraryModel::rowNamed(const QString& text, int row, bool withRow) const
{
    const NamePrefix prefix(text);
    const int count = rowCount();
    for (int step = withRow ? 0 : 1; step < count + (withRow ? 0 : 1); ++step) {
        const int candidate = (std::max(row, 0) + step) % count;
        if (prefix.begins(m_list->name(place(candidate))))
            return candidate;
    }
    return -1;
}

int LibraryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_places.size());
}

QString LibraryModel::stackText(int row) const
{
    if (isFurther(row))
        return tr("Burst", "one of its shots");
    if (const int shots = burst(row); shots > 1)
        return text::shots(shots);
    const SearchHit* photo = known(row);
    return photo == nullptr ? QString() : text::copies(static_cast<int>(photo->copies));
}

QString LibraryModel::noteText(int row) const
{
    return m_list->hasCaptureDate(place(row)) || m_controller.request().order != PhotoOrder::Date
               ? QString()
               : tr("File date", "the photo has no other one");
}

QString LibraryModel::toolTip(int row) const
{
    const std::size_t at = place(row);
    const bool isOwn = m_list->hasCaptureDate(at);
    const QDateTime date = QDateTime::fromSecsSinceEpoch(m_list->date(at), QTimeZone::utc());
    const QString when = text::dateTime(date);
    return plainToolTip(
        (isOwn ? tr("%1\nTaken %2") : tr("%1\nFile of %2; the photo has no capture date"))
            .arg(displayText(m_list->path(at)), when));
}

QString LibraryModel::announcement(int row) const
{
    const std::size_t at = place(row);
    const QDate day = QDateTime::fromSecsSinceEpoch(m_list->date(at), QTimeZone::utc()).date();
    QStringList parts{displayName(m_list->path(at)), text::date(day)};
    const SearchHit* photo = known(row);
    for (const QString& part : {noteText(row), stackText(row),
                                photo == nullptr ? QString() : text::companions(photo->companions)})
        if (!part.isEmpty())
            parts += part;
    if (failure(row) == static_cast<int>(ErrorCode::NotFound))
        parts += tr("no longer there");
    return parts.join(QStringLiteral(", "));
}

QVariant LibraryModel::failure(int row) const
{
    const auto code = m_thumbnails.failure(m_list->path(place(row)));
    return code ? QVariant(static_cast<int>(*code)) : QVariant();
}

QVariant LibraryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return displayName(m_list->path(place(row)));
    case Qt::DecorationRole:
        return m_thumbnails.find(m_list->path(place(row)), m_thumbnailSize);
    case Qt::ToolTipRole:
        return toolTip(row);
    case Qt::AccessibleTextRole:
        return announcement(row);
    case PathRole:
        return pathBytes(m_list->path(place(row)));
    case FurtherRole:
        return isFurther(row);
    case StackRole:
        return stackText(row);
    case NoteRole:
        return noteText(row);
    case CompanionsRole: {
        const SearchHit* photo = known(row);
        return photo == nullptr ? QString() : text::companions(photo->companions);
    }
    case ShapeRole: {
        const SearchHit* photo = known(row);
        return photo == nullptr ? QSize() : QSize(photo->width, photo->height);
    }
    case FailureRole:
        return failure(row);
    default:
        return {};
    }
}

Qt::ItemFlags LibraryModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled |
           Qt::ItemNeverHasChildren;
}

QStringList LibraryModel::mimeTypes() const
{
    return {QStringLiteral("text/uri-list"), QLatin1String(kResultMimeType)};
}

QMimeData* LibraryModel::mimeData(const QModelIndexList& indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    QList<int> rows;
    for (const QModelIndex& index : indexes)
        rows += index.row();
    std::ranges::sort(rows);
    std::vector<SearchHit> shown;
    for (const int row : std::as_const(rows))
        shown.push_back(photo(row));
    return resultMimeData(shown, photos(rows)).release();
}

void LibraryModel::thumbnailReady(const QByteArray& pathBytes)
{
    const auto row = m_rowOfPath.constFind(pathBytes);
    if (row == m_rowOfPath.cend() || *row >= rowCount())
        return;
    const QModelIndex changed = index(*row);
    Q_EMIT dataChanged(changed, changed, {Qt::DecorationRole, FailureRole});
}

} // namespace lookalike
