// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/results_model.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/drop_reader.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/state/query.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"

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

int ResultsModel::visibleCount() const
{
    const auto end = m_hits.begin() +
                     std::min<std::ptrdiff_t>(m_topK, static_cast<std::ptrdiff_t>(m_hits.size()));
    const auto cut = std::partition_point(m_hits.begin(), end, [this](const SearchHit& hit) {
        return text::hundredths(double(hit.score)) >= text::hundredths(m_minScore);
    });
    return static_cast<int>(cut - m_hits.begin());
}

void ResultsModel::setHits(std::vector<SearchHit> hits)
{
    beginResetModel();
    m_hits = std::move(hits);
    m_rowsOf.clear();
    m_rowsOf.reserve(static_cast<qsizetype>(m_hits.size()));
    for (std::size_t i = 0; i < m_hits.size(); ++i)
        m_rowsOf.insert(pathBytes(m_hits[i].path), static_cast<int>(i));
    m_shown = visibleCount();
    endResetModel();
}

void ResultsModel::setLimits(int topK, double minScore)
{
    m_topK = topK;
    m_minScore = minScore;
    const int count = visibleCount();
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

QString ResultsModel::companionsBadge(const SearchHit& hit)
{
    QStringList parts;
    const auto note = [&](CompanionKind kind, const QString& text) {
        if (std::any_of(hit.companions.begin(), hit.companions.end(),
                        [kind](const Companion& companion) { return companion.kind == kind; }))
            parts += text;
    };
    note(CompanionKind::Raw, tr("RAW", "a camera's raw file lies beside the picture"));
    note(CompanionKind::Video, tr("Live", "a Live Photo: its video lies beside the picture"));
    return parts.join(QStringLiteral(" + "));
}

QVariant ResultsModel::failure(const SearchHit& hit) const
{
    const auto code = m_thumbnails == nullptr ? std::nullopt : m_thumbnails->failure(hit.path);
    return code ? QVariant(static_cast<int>(*code)) : QVariant();
}

QString ResultsModel::announcement(const SearchHit& hit) const
{
    QStringList parts{displayName(hit.path),
                      tr("similarity %1").arg(text::score(double(hit.score)))};
    if (hit.copies > 1)
        parts += tr("%Ln copies", nullptr, static_cast<int>(hit.copies));
    if (const QString badge = companionsBadge(hit); !badge.isEmpty())
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
        return announcement(item);
    case ScoreRole:
        return item.score;
    case PathRole:
        return pathBytes(item.path);
    case CopiesRole:
        return static_cast<int>(item.copies);
    case CompanionsRole:
        return companionsBadge(item);
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
