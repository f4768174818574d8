// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <QFrame>
#include <filesystem>

class QLabel;
class QMenu;
class QModelIndex;

namespace lookalike {

class FolderTree;
class FoldersModel;

/// The folders of the library as a tree; a context menu filters, shows, protects and removes them.
class FoldersPanel : public QFrame {
    Q_OBJECT

public:
    /// `model` must outlive the panel.
    explicit FoldersPanel(FoldersModel& model, QWidget* parent = nullptr);

    /// Puts another part of the panel below the folders; the panel becomes its parent.
    void addBelow(QWidget& part);
    /// Something about all folders, below them; empty: nothing.
    void setNote(const QString& note);
    /// Makes the folder whose photos are shown the current one; empty: none is.
    void setShown(const std::filesystem::path& folder);

Q_SIGNALS:
    void addRequested();
    void rescanRequested();
    void removeRequested(const lookalike::FolderRow& folder);
    /// The user wants to see the folder's photos.
    void showRequested(const std::filesystem::path& folder);
    /// Searches are to find photos of this folder alone.
    void filterRequested(const std::filesystem::path& folder);
    /// A folder in `root` is to be left out of the library.
    void excludeRequested(const lookalike::FolderRow& root, const std::filesystem::path& folder);
    /// The user wants to choose what of the folder is left out of the library.
    void patternsRequested(const lookalike::FolderRow& folder);
    void protectRequested(const lookalike::FolderRow& folder, bool isProtected);
    void revealRequested(const std::filesystem::path& folder);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connectTree();
    void fillMenu(QMenu& menu, const QModelIndex& index);
    void fillRootMenu(QMenu& menu, const FolderRow& folder, bool isProtected);
    void openOnlyRoot(const QModelIndex& parent);

    FoldersModel& m_model;
    FolderTree* m_tree;
    QLabel* m_note;
    std::filesystem::path m_shown;
    bool m_isOpened = false; ///< the only root was opened, and may be closed by the user since
};

} // namespace lookalike
