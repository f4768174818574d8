// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "ui/state/subfolder_loader.h"

#include <QAbstractItemModel>
#include <QHash>
#include <memory>
#include <span>
#include <vector>

namespace lookalike {

class LibrarySession;

/// The folders that the user added, and below each those that hold its photos, with what is known
/// of them. Looks for the folders in one when a view opens it, and again when photos come and go.
/// GUI thread.
class FoldersModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole + 1, ///< QString: "48,102 photos", "offline, ..."
        CountRole,                    ///< QString: of a folder below the user's, "48,102"
        RootRole,                     ///< bool: the user added it
        OnlineRole,                   ///< bool
        ProtectedRole,                ///< bool: nothing in it goes to the trash
    };

    /// `session` must outlive it.
    explicit FoldersModel(LibrarySession& session, QObject* parent = nullptr);
    ~FoldersModel() override;

    void setProtected(const std::vector<std::filesystem::path>& folders);
    /// Tells whether the user sees the folders. What is in them is followed only meanwhile.
    void setWatched(bool watched) { m_loader.setWatched(watched); }

    /// The folder that the user added: this one, or the one that it lies in.
    [[nodiscard]] const FolderRow& root(const QModelIndex& index) const;
    [[nodiscard]] const std::filesystem::path& path(const QModelIndex& index) const;
    /// Invalid for a folder that is not known (yet).
    [[nodiscard]] QModelIndex indexOf(const std::filesystem::path& path) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Node;

    void setStatus(const LibraryStatus& status);
    void ask(Node& node, bool urgent);
    void take(const std::filesystem::path& folder, const std::vector<SubfolderRow>& rows);
    /// Makes these the folders in `parent`; what was known of them stays known.
    void merge(Node& parent, const std::vector<SubfolderRow>& rows);
    void remove(Node& parent, int first, int last);
    void insert(Node& parent, int first, std::span<const SubfolderRow> rows);
    void forget(const Node& node);
    [[nodiscard]] Node& nodeOf(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOfNode(const Node& node) const;
    [[nodiscard]] QString stateText(const Node& node) const;
    [[nodiscard]] bool isProtected(const Node& node) const;

    SubfolderLoader m_loader;
    std::unique_ptr<Node> m_top; ///< holds the user's folders
    QHash<QByteArray, Node*> m_nodes;
    std::vector<std::filesystem::path> m_protected;
};

/// Photos of all folders that can be found by a search.
[[nodiscard]] std::uint64_t indexedPhotos(const LibraryStatus& status);
/// Photos that were found but not read yet.
[[nodiscard]] std::uint64_t pendingPhotos(const LibraryStatus& status);
/// Photos that could not be read.
[[nodiscard]] std::uint64_t failedPhotos(const LibraryStatus& status);

} // namespace lookalike
