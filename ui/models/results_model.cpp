// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/results_model.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/drop_reader.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/state/query.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/photo_text.h"

#include <QLocale>
#include <QMimeData>
#include <QSize>
#include <algorithm>

namespace lookalike {

ResultsModel::ResultsModel(ThumbnailProvider* thumbnails, QObject* parent)
    : QAbstractListModel(parent)
    , m_thumbnails(thumbnails)
    , m_topK(Query::kDefaultTopK)
    , m_minScore(Query::kAnyScore)
{
    if (m_thumbnails != nullptr)
        connect(m_thumbnails, &ThumbnailProvider::ready, this, &ResultsModel::thumbnailReady);
}

void ResultsModel::reset(const std::function<void()>& change)
{
    beginResetModel();
    change();
    m_rowsOf.clear();
    m_rowsOf.reserve(m_tiles.count());
    for (int row = 0; row < m_tiles.count(); ++row)
        m_rowsOf.insert(pathBytes(hit(row).path), row);
    m_shown = m_tiles.countWithin(m_topK, m_minScore);
    endResetModel();
}

void ResultsModel::setHits(std::vector<SearchHit> hits)
{
    reset([&] { m_tiles.setHits(std::move(hits)); });
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
    reset([&] { m_tiles.setUnfolded(row, unfolded); });
}

void ResultsModel::foldAll()
{
    reset([&] { m_tiles.foldAll(); });
}

int ResultsModel::photoCount() const
{
    int count = 0;
    for (int row = 0; row < m_shown; ++row)
        count += m_tiles.isFurther(row) ? 0 : 1;
    return count;
}

bool ResultsModel::isExhausted() const
{
    return m_tiles.countWithin(m_topK, m_minScore) == m_tiles.count() &&
           m_tiles.scores().size() < static_cast<std::size_t>(m_topK);
}

void ResultsModel::setLimits(int topK, double minScore)
{
    m_topK = topK;
    m_minScore = minScore;
    const int count = m_tiles.countWithin(m_topK, m_minScore);
    if (count > m_shown) {
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
    return m_tiles.isFurther(row) ? tr("Copy", "one of the files of a photo")
                                  : text::copies(m_tiles.copies(row));
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
                      tr("similarity %1").arg(text::score(double(hit.score)))};
    for (const QString& badge : {stackText(row), text::companions(hit.companions)})
        if (!badge.isEmpty())
            parts += badge;
    if (hit.isQuery)
        parts += tr("part of the query");
    if (failure(hit) == static_cast<int>(ErrorCode::NotFound))
        parts += tr("no longer there");
    return parts.join(QStringLiteral(", "));
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
        return plainToolTip(
            tr("%1\nSimilarity %2 (cosine). 1 means the same picture.")
                .arg(displayText(item.path), QLocale().toString(double(item.score), 'f', 4)));
    case Qt::AccessibleTextRole:
        return announcement(index.row());
    case ScoreRole:
        return item.score;
    case PathRole:
        return pathBytes(item.path);
    case CopiesRole:
        return m_tiles.copies(index.row());
    case FurtherRole:
        return m_tiles.isFurther(index.row());
    case StackRole:
        return stackText(index.row());
    case CompanionsRole:
        return text::companions(item.companions);
    case NoteRole:
        return item.isQuery ? tr("Query") : QString();
    case IsQueryRole:
        return item.isQuery;
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
    return resultMimeData(hits).release();
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
