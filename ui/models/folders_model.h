// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"

#include <QAbstractListModel>
#include <vector>

namespace lookalike {

/// The folders that the user added, with what is known of them.
class FoldersModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole + 1, ///< QString: "48,102 photos", "offline, ..."
        OnlineRole,                   ///< bool
        ProtectedRole,                ///< bool: nothing in it goes to the trash
    };

    using QAbstractListModel::QAbstractListModel;

    void setStatus(const LibraryStatus& status);
    void setProtected(const std::vector<std::filesystem::path>& folders);
    [[nodiscard]] const FolderRow& folder(int row) const
    {
        return m_rows[static_cast<std::size_t>(row)].folder;
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row {
        FolderRow folder;
        FolderCounts counts;
    };
    [[nodiscard]] QString stateText(const Row& row) const;
    [[nodiscard]] bool isProtected(const Row& row) const;

    std::vector<Row> m_rows;
    std::vector<std::filesystem::path> m_protected;
};

/// Photos of all folders that can be found by a search.
[[nodiscard]] std::uint64_t indexedPhotos(const LibraryStatus& status);
/// Photos that were found but not read yet.
[[nodiscard]] std::uint64_t pendingPhotos(const LibraryStatus& status);
/// Photos that could not be read.
[[nodiscard]] std::uint64_t failedPhotos(const LibraryStatus& status);

} // namespace lookalike
