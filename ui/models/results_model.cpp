// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/results_model.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/drop_reader.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/photo_text.h"

#include <QLocale>
#include <QMimeData>
#include <QSize>
#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace lookalike {

namespace {

/// A content for each tile but the copies of unfolded photos.
std::vector<ContentId> contentsWithin(const ResultTiles& tiles, int topK,
                                      std::optional<double> minScore)
{
    std::vector<ContentId> contents;
    const int count = tiles.countWithin(topK, minScore);
    for (int tile = 0; tile < count; ++tile)
        if (!tiles.isFurther(tile))
            contents.push_back(tiles.photo(tile).content);
    return contents;
}

} // namespace

ResultsModel::ResultsModel(ThumbnailProvider* thumbnails, QObject* parent)
    : QAbstractListModel(parent)
    , m_thumbnails(thumbnails)
    , m_topK(Query::kDefaultTopK)
{
    if (m_thumbnails != nullptr)
        connect(m_thumbnails, &ThumbnailProvider::ready, this, &ResultsModel::thumbnailReady);
}

void ResultsModel::reset(const std::function<void()>& change)
{
    beginResetModel();
    change();
    arrange();
    endResetModel();
}

void ResultsModel::arrange()
{
    m_shown = m_tiles.countWithin(m_topK, m_minScore);
    m_tileAt.resize(static_cast<std::size_t>(m_tiles.count()));
    std::iota(m_tileAt.begin(), m_tileAt.end(), 0);
    if (!m_order.empty())
        sortRows();
    m_rowsOf.clear();
    m_rowsOf.reserve(m_tiles.count());
    for (int row = 0; row < m_tiles.count(); ++row)
        m_rowsOf.insert(pathBytes(hit(row).path), row);
}

void ResultsModel::sortRows()
{
    // Identical files that are tiles of their own have as many places; the first one comes last.
    std::unordered_map<ContentId, std::vector<std::size_t>> places;
    for (std::size_t i = m_order.size(); i > 0; --i)
        places[m_order[i - 1]].push_back(i - 1);
    std::vector<std::size_t> placeOf(static_cast<std::size_t>(m_shown), m_order.size());
    for (int tile = 0; tile < m_shown; ++tile) {
        const auto at = static_cast<std::size_t>(tile);
        if (m_tiles.isFurther(tile)) {
            placeOf[at] = placeOf[at - 1]; // copies follow their photo
        } else if (auto& free = places[m_tiles.photo(tile).content]; !free.empty()) {
            placeOf[at] = free.back();
            free.pop_back();
        }
    }
    std::stable_sort(m_tileAt.begin(), m_tileAt.begin() + m_shown, [&](int a, int b) {
        return placeOf[static_cast<std::size_t>(a)] < placeOf[static_cast<std::size_t>(b)];
    });
}

void ResultsModel::setHits(std::vector<SearchHit> hits, std::vector<ContentId> order)
{
    reset([&] {
        m_tiles.setHits(std::move(hits));
        m_order = std::move(order);
    });
}

void ResultsModel::setOrder(std::vector<ContentId> order)
{
    Q_EMIT layoutAboutToBeChanged();
    const std::vector<int> before = m_tileAt;
    m_order = std::move(order);
    arrange();
    std::vector<int> rowOfTile(m_tileAt.size());
    for (std::size_t row = 0; row < m_tileAt.size(); ++row)
        rowOfTile[static_cast<std::size_t>(m_tileAt[row])] = static_cast<int>(row);
    for (const QModelIndex& old : persistentIndexList())
        changePersistentIndex(
            old,
            index(
                rowOfTile[static_cast<std::size_t>(before[static_cast<std::size_t>(old.row())])]));
    Q_EMIT layoutChanged();
}

std::vector<ContentId> ResultsModel::contents() const
{
    return contentsWithin(m_tiles, m_topK, m_minScore);
}

std::vector<ContentId> ResultsModel::contentsOf(std::vector<SearchHit> hits, int topK,
                                                std::optional<double> minScore) const
{
    ResultTiles tiles = m_tiles;
    tiles.setHits(std::move(hits));
    return contentsWithin(tiles, topK, minScore);
}

int ResultsModel::rowOf(const SearchHit& photo) const
{
    const int tile = m_tiles.tileOf(photo);
    const auto end = m_tileAt.begin() + m_shown;
    const auto found = std::find(m_tileAt.begin(), end, tile);
    return found == end ? -1 : static_cast<int>(found - m_tileAt.begin());
}

void ResultsModel::setCopiesAsOne(bool asOne)
{
    reset([&] { m_tiles.setCopiesAsOne(asOne); });
}

void ResultsModel::setQueryHidden(bool hidden)
{
    reset([&] { m_tiles.setQueryHidden(hidden); });
}

void ResultsModel::setUnfolded(int row, bool unfolded)
{
    reset([&] { m_tiles.setUnfolded(tileAt(row), unfolded); });
}

void ResultsModel::foldAll()
{
    reset([&] { m_tiles.foldAll(); });
}

void ResultsModel::setMarks(std::vector<NamedMark> marks)
{
    m_marks = std::move(marks);
    if (m_shown > 0)
        Q_EMIT dataChanged(index(0), index(m_shown - 1), {MarkRole, Qt::AccessibleTextRole});
}

int ResultsModel::photoCount() const
{
    int count = 0;
    for (int row = 0; row < m_shown; ++row)
        count += m_tiles.isFurther(tileAt(row)) ? 0 : 1;
    return count;
}

bool ResultsModel::isExhausted() const
{
    return m_tiles.countWithin(m_topK, m_minScore) == m_tiles.count() &&
           m_tiles.scores().size() < static_cast<std::size_t>(m_topK);
}

void ResultsModel::setLimits(int topK, std::optional<double> minScore)
{
    m_topK = topK;
    m_minScore = minScore;
    const int count = m_tiles.countWithin(m_topK, m_minScore);
    if (!m_order.empty() && count != m_shown) {
        reset([] {}); // the rows stand among each other
    } else if (count > m_shown) {
        beginInsertRows({}, m_shown, count - 1);
        m_shown = count;
        endInsertRows();
    } else if (count < m_shown) {
        beginRemoveRows({}, count, m_shown - 1);
        m_shown = count;
        endRemoveRows();
    }
}

int ResultsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

QString ResultsModel::stackText(int row) const
{
    const int tile = tileAt(row);
    return m_tiles.isFurther(tile) ? tr("Copy", "one of the files of a photo")
                                   : text::copies(m_tiles.copies(tile));
}

QVariant ResultsModel::failure(const SearchHit& hit) const
{
    const auto code = m_thumbnails == nullptr ? std::nullopt : m_thumbnails->failure(hit.path);
    return code ? QVariant(static_cast<int>(*code)) : QVariant();
}

QString ResultsModel::announcement(int row) const
{
    const SearchHit& hit = this->hit(row);
    QStringList parts{displayName(hit.path),
                      hit.band ? text::match(*hit.band)
                               : tr("similarity %1").arg(text::score(double(hit.score)))};
    for (const QString& badge : {stackText(row), text::companions(hit.companions)})
        if (!badge.isEmpty())
            parts += badge;
    if (const auto mark = markOf(m_marks, hit))
        parts += text::mark(*mark);
    if (m_tiles.isQuery(tileAt(row)))
        parts += tr("part of the query");
    if (failure(hit) == static_cast<int>(ErrorCode::NotFound))
        parts += tr("no longer there");
    return parts.join(QStringLiteral(", "));
}

QString ResultsModel::toolTip(const SearchHit& hit)
{
    const QString path = displayText(hit.path);
    if (hit.band)
        return plainToolTip(path + QLatin1Char('\n') + text::matchMeaning(*hit.band));
    return plainToolTip(tr("%1\nSimilarity %2 (cosine). 1 means the same picture.")
                            .arg(path, QLocale().toString(double(hit.score), 'f', 4)));
}

QVariant ResultsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown)
        return {};
    const SearchHit& item = hit(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayName(item.path);
    case Qt::DecorationRole:
        return m_thumbnails == nullptr ? QImage() : m_thumbnails->find(item.path, m_thumbnailSize);
    case Qt::ToolTipRole:
        return toolTip(item);
    case Qt::AccessibleTextRole:
        return announcement(index.row());
    case ScoreRole:
        return scoreOf(item);
    case ScoreTextRole:
        return text::score(item);
    case PathRole:
        return pathBytes(item.path);
    case CopiesRole:
        return m_tiles.copies(tileAt(index.row()));
    case FurtherRole:
        return m_tiles.isFurther(tileAt(index.row()));
    case StackRole:
        return stackText(index.row());
    case CompanionsRole:
        return text::companions(item.companions);
    case NoteRole:
        return m_tiles.isQuery(tileAt(index.row())) ? tr("Query") : QString();
    case MarkRole: {
        const auto mark = markOf(m_marks, item);
        return mark ? QVariant(static_cast<int>(*mark)) : QVariant();
    }
    case IsQueryRole:
        return m_tiles.isQuery(tileAt(index.row()));
    case ShapeRole:
        return QSize(item.width, item.height);
    case FailureRole:
        return failure(item);
    default:
        return {};
    }
}

Qt::ItemFlags ResultsModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled |
           Qt::ItemNeverHasChildren;
}

QStringList ResultsModel::mimeTypes() const
{
    return {QStringLiteral("text/uri-list"), QLatin1String(kResultMimeType)};
}

QMimeData* ResultsModel::mimeData(const QModelIndexList& indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    QModelIndexList sorted = indexes;
    std::sort(sorted.begin(), sorted.end());
    std::vector<SearchHit> hits;
    for (const QModelIndex& index : std::as_const(sorted))
        hits.push_back(hit(index.row()));
    return resultMimeData(hits, hits).release();
}

void ResultsModel::thumbnailReady(const QByteArray& pathBytes)
{
    for (auto row = m_rowsOf.constFind(pathBytes); row != m_rowsOf.cend() && row.key() == pathBytes;
         ++row) {
        if (row.value() >= m_shown)
            continue;
        const QModelIndex changed = index(row.value());
        Q_EMIT dataChanged(changed, changed, {Qt::DecorationRole, FailureRole});
    }
}

} // namespace lookalike
