// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/folders_model.h"

#include "ui/text/display_text.h"

#include <QLocale>
#include <algorithm>
#include <numeric>

namespace lookalike {

namespace {

template <class Count>
std::uint64_t sum(const LibraryStatus& status, Count count)
{
    return std::accumulate(
        status.counts.begin(), status.counts.end(), std::uint64_t{0},
        [&](std::uint64_t total, const FolderCounts& counts) { return total + count(counts); });
}

} // namespace

std::uint64_t indexedPhotos(const LibraryStatus& status)
{
    return sum(status, [](const FolderCounts& counts) { return counts.indexed; });
}

std::uint64_t pendingPhotos(const LibraryStatus& status)
{
    return sum(status, [](const FolderCounts& counts) { return counts.pending; });
}

std::uint64_t failedPhotos(const LibraryStatus& status)
{
    return sum(status,
               [](const FolderCounts& counts) { return counts.broken + counts.unreadable; });
}

void FoldersModel::setStatus(const LibraryStatus& status)
{
    std::vector<Row> rows;
    for (const FolderRow& folder : status.folders) {
        const auto counts = std::find_if(
            status.counts.begin(), status.counts.end(),
            [&](const FolderCounts& candidate) { return candidate.folder == folder.id; });
        rows.push_back({folder, counts == status.counts.end() ? FolderCounts{} : *counts});
    }
    const bool sameFolders =
        std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                   [](const Row& a, const Row& b) { return a.folder.id == b.folder.id; });
    if (!sameFolders) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    m_rows = std::move(rows);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int FoldersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

void FoldersModel::setProtected(const std::vector<std::filesystem::path>& folders)
{
    m_protected = folders;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

bool FoldersModel::isProtected(const Row& row) const
{
    return std::find(m_protected.begin(), m_protected.end(), row.folder.path) != m_protected.end();
}

QString FoldersModel::stateText(const Row& row) const
{
    const QLocale locale;
    const QString photos = tr("%Ln photo(s)", nullptr, static_cast<int>(row.counts.indexed));
    if (!row.folder.online)
        return tr("Offline, %1 known").arg(photos);
    if (row.counts.pending > 0)
        return tr("%1, %2 to read").arg(photos, locale.toString(qulonglong(row.counts.pending)));
    return isProtected(row) ? tr("%1, protected").arg(photos) : photos;
}

QVariant FoldersModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return displayName(row.folder.path);
    case Qt::ToolTipRole:
        return plainToolTip(displayText(row.folder.path));
    case Qt::AccessibleTextRole:
        return displayName(row.folder.path) + QStringLiteral(", ") + stateText(row);
    case StateRole:
        return stateText(row);
    case OnlineRole:
        return row.folder.online;
    case ProtectedRole:
        return isProtected(row);
    default:
        return {};
    }
}

} // namespace lookalike
