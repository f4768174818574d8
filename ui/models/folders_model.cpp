// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/folders_model.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"

#include <QSet>
#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

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

struct FoldersModel::Node {
    Node* parent = nullptr; ///< null: holds the user's folders
    int row = 0;
    std::filesystem::path path;
    std::uint64_t photos = 0;
    bool hasFolders = true; ///< as far as is known
    enum { Unknown, Asked, Known } folders = Unknown;
    std::vector<std::unique_ptr<Node>> children;
    // Of the user's folders:
    FolderRow folder;
    FolderCounts counts;

    [[nodiscard]] bool isRoot() const { return parent != nullptr && parent->parent == nullptr; }
    void expectNoAnswer() { folders = folders == Asked ? Unknown : folders; }
    [[nodiscard]] const Node& root() const { return isRoot() ? *this : parent->root(); }
};

FoldersModel::FoldersModel(LibrarySession& session, QObject* parent)
    : QAbstractItemModel(parent)
    , m_loader(session)
    , m_top(std::make_unique<Node>())
{
    connect(&m_loader, &SubfolderLoader::found, this, &FoldersModel::take);
    connect(&m_loader, &SubfolderLoader::failed, this, [this](const std::filesystem::path& folder) {
        if (Node* node = m_nodes.value(pathBytes(folder)); node != nullptr)
            node->expectNoAnswer();
    });
    connect(&m_loader, &SubfolderLoader::outdated, this, [this] {
        for (Node* node : std::as_const(m_nodes))
            if (node->folders == Node::Known || (node->isRoot() && node->folders == Node::Unknown))
                ask(*node, false);
    });
    connect(&session, &LibrarySession::statusChanged, this, &FoldersModel::setStatus);
    connect(&session, &LibrarySession::opened, this, [this] {
        for (Node* node : std::as_const(m_nodes)) // a library that was closed does not answer
            node->expectNoAnswer();
    });
    connect(&session, &LibrarySession::catalogReplaced, this, [this] {
        beginResetModel();
        m_nodes.clear();
        m_top = std::make_unique<Node>();
        endResetModel();
    });
}

FoldersModel::~FoldersModel() = default;

void FoldersModel::setStatus(const LibraryStatus& status)
{
    std::vector<SubfolderRow> rows;
    for (const FolderRow& folder : status.folders)
        rows.push_back({folder.path, 0, true});
    merge(*m_top, rows);
    for (const auto& node : m_top->children) {
        node->folder = status.folders[static_cast<std::size_t>(node->row)];
        const auto counts =
            std::ranges::find(status.counts, node->folder.id, &FolderCounts::folder);
        node->counts = counts == status.counts.end() ? FolderCounts{} : *counts;
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

void FoldersModel::ask(Node& node, bool urgent)
{
    if (node.folders == Node::Unknown)
        node.folders = Node::Asked;
    m_loader.ask(node.root().folder.id, node.path, urgent);
}

void FoldersModel::take(const std::filesystem::path& folder, const std::vector<SubfolderRow>& rows)
{
    Node* const node = m_nodes.value(pathBytes(folder));
    if (node == nullptr)
        return;
    node->folders = Node::Known;
    node->hasFolders = !rows.empty();
    merge(*node, rows);
}

void FoldersModel::merge(Node& parent, const std::vector<SubfolderRow>& rows)
{
    QSet<QByteArray> stay;
    for (const SubfolderRow& row : rows)
        stay.insert(pathBytes(row.path));
    const auto goes = [&](int row) {
        return !stay.contains(pathBytes(parent.children[static_cast<std::size_t>(row)]->path));
    };
    for (int last = static_cast<int>(parent.children.size()) - 1; last >= 0; --last) {
        if (!goes(last))
            continue;
        int first = last;
        while (first > 0 && goes(first - 1))
            --first;
        remove(parent, first, last);
        last = first;
    }
    // Both are in the same order: what is missing lies between those that stay.
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const Node* const next =
            row < parent.children.size() ? parent.children[row].get() : nullptr;
        std::size_t end = row;
        while (end < rows.size() && (next == nullptr || rows[end].path != next->path))
            ++end;
        if (end > row)
            insert(parent, static_cast<int>(row), std::span(rows).subspan(row, end - row));
        row = end;
    }
    for (std::size_t row = 0; row < parent.children.size(); ++row) {
        Node& node = *parent.children[row];
        node.photos = rows[row].photos;
        node.hasFolders =
            node.folders == Node::Known ? !node.children.empty() : rows[row].hasFolders;
    }
    if (parent.parent != nullptr && !parent.children.empty())
        Q_EMIT dataChanged(indexOfNode(*parent.children.front()),
                           indexOfNode(*parent.children.back()));
}

void FoldersModel::remove(Node& parent, int first, int last)
{
    beginRemoveRows(indexOfNode(parent), first, last);
    const auto begin = parent.children.begin() + first;
    const auto end = parent.children.begin() + last + 1;
    std::for_each(begin, end, [this](const auto& node) { forget(*node); });
    parent.children.erase(begin, end);
    for (auto row = static_cast<std::size_t>(first); row < parent.children.size(); ++row)
        parent.children[row]->row = static_cast<int>(row);
    endRemoveRows();
}

void FoldersModel::insert(Node& parent, int first, std::span<const SubfolderRow> rows)
{
    std::vector<std::unique_ptr<Node>> nodes;
    for (const SubfolderRow& row : rows) {
        auto node = std::make_unique<Node>();
        node->parent = &parent;
        node->path = row.path;
        node->photos = row.photos;
        node->hasFolders = row.hasFolders;
        m_nodes.insert(pathBytes(row.path), node.get());
        nodes.push_back(std::move(node));
    }
    beginInsertRows(indexOfNode(parent), first, first + static_cast<int>(rows.size()) - 1);
    parent.children.insert(parent.children.begin() + first, std::move_iterator(nodes.begin()),
                           std::move_iterator(nodes.end()));
    for (auto row = static_cast<std::size_t>(first); row < parent.children.size(); ++row)
        parent.children[row]->row = static_cast<int>(row);
    endInsertRows();
}

void FoldersModel::forget(const Node& node)
{
    m_nodes.remove(pathBytes(node.path));
    for (const auto& child : node.children)
        forget(*child);
}

FoldersModel::Node& FoldersModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? *static_cast<Node*>(index.internalPointer()) : *m_top;
}

QModelIndex FoldersModel::indexOfNode(const Node& node) const
{
    return node.parent == nullptr ? QModelIndex() : createIndex(node.row, 0, &node);
}

const FolderRow& FoldersModel::root(const QModelIndex& index) const
{
    return nodeOf(index).root().folder;
}

const std::filesystem::path& FoldersModel::path(const QModelIndex& index) const
{
    return nodeOf(index).path;
}

QModelIndex FoldersModel::indexOf(const std::filesystem::path& path) const
{
    const Node* const node = m_nodes.value(pathBytes(path));
    return node == nullptr ? QModelIndex() : indexOfNode(*node);
}

QModelIndex FoldersModel::index(int row, int column, const QModelIndex& parent) const
{
    const Node& node = nodeOf(parent);
    if (column != 0 || row < 0 || row >= static_cast<int>(node.children.size()))
        return {};
    return indexOfNode(*node.children[static_cast<std::size_t>(row)]);
}

QModelIndex FoldersModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexOfNode(*nodeOf(index).parent) : QModelIndex();
}

int FoldersModel::rowCount(const QModelIndex& parent) const
{
    return static_cast<int>(nodeOf(parent).children.size());
}

int FoldersModel::columnCount(const QModelIndex&) const
{
    return 1;
}

bool FoldersModel::hasChildren(const QModelIndex& parent) const
{
    return parent.isValid() ? nodeOf(parent).hasFolders : rowCount() > 0;
}

bool FoldersModel::canFetchMore(const QModelIndex& parent) const
{
    return parent.isValid() && nodeOf(parent).hasFolders && nodeOf(parent).folders == Node::Unknown;
}

void FoldersModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        ask(nodeOf(parent), true);
}

void FoldersModel::setProtected(const std::vector<std::filesystem::path>& folders)
{
    m_protected = folders;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

bool FoldersModel::isProtected(const Node& node) const
{
    return std::ranges::find(m_protected, node.path) != m_protected.end();
}

QString FoldersModel::stateText(const Node& node) const
{
    if (!node.isRoot())
        return text::photos(node.photos);
    const QString photos = text::photos(node.counts.indexed);
    if (!node.folder.online)
        return tr("Offline, %1 known").arg(photos);
    if (node.counts.pending > 0)
        return tr("%1, %2 to read").arg(photos, text::number(node.counts.pending));
    return isProtected(node) ? tr("%1, protected").arg(photos) : photos;
}

QVariant FoldersModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node& node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return displayName(node.path);
    case Qt::ToolTipRole:
        return plainToolTip(displayText(node.path));
    case Qt::AccessibleTextRole:
        return displayName(node.path) + QStringLiteral(", ") + stateText(node);
    case StateRole:
        return stateText(node);
    case CountRole:
        return text::number(node.photos);
    case RootRole:
        return node.isRoot();
    case OnlineRole:
        return node.root().folder.online;
    case ProtectedRole:
        return isProtected(node);
    default:
        return {};
    }
}

} // namespace lookalike
