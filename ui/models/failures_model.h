// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <QAbstractTableModel>
#include <vector>

namespace lookalike {

/// Photos that could not be read, and why.
class FailuresModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ReasonColumn, FolderColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setFailures(std::vector<FileRow> failures);
    [[nodiscard]] const FileRow& failure(int row) const
    {
        return m_failures[static_cast<std::size_t>(row)];
    }
    /// One line a photo, tabs between path and reason, for the clipboard.
    [[nodiscard]] QString asText() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<FileRow> m_failures;
};

} // namespace lookalike
