// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/failures_model.h"

#include "ui/text/display_text.h"
#include "ui/text/translated.h"

namespace lookalike {

namespace {

QString reasonOf(const FileRow& row)
{
    if (!row.error.empty())
        return translated(row.error);
    return FailuresModel::tr("Could not be read");
}

} // namespace

void FailuresModel::setFailures(std::vector<FileRow> failures)
{
    beginResetModel();
    m_failures = std::move(failures);
    endResetModel();
}

QString FailuresModel::asText() const
{
    QString text;
    for (const FileRow& row : m_failures)
        text += lookalike::displayText(row.path) + QLatin1Char('\t') + reasonOf(row) +
                QLatin1Char('\n');
    return text;
}

int FailuresModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_failures.size());
}

int FailuresModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FailuresModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const FileRow& row = failure(index.row());
    if (role == Qt::ToolTipRole)
        return plainToolTip(lookalike::displayText(row.path) + QLatin1Char('\n') + reasonOf(row));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return displayName(row.path);
    case ReasonColumn:
        return reasonOf(row);
    case FolderColumn:
        return displayFolder(row.path);
    default:
        return {};
    }
}

QVariant FailuresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Photo");
    case ReasonColumn:
        return tr("Problem");
    case FolderColumn:
        return tr("Folder");
    default:
        return {};
    }
}

} // namespace lookalike
