// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <QFrame>
#include <QStyledItemDelegate>

class QLabel;
class QListView;
class QMenu;

namespace lookalike {

class FoldersModel;

/// Paints a folder in two lines: its name and its state.
class FolderDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
};

/// Lists the folders of the library; a context menu filters, shows, protects and removes them.
class FoldersPanel : public QFrame {
    Q_OBJECT

public:
    /// `model` must outlive the panel.
    explicit FoldersPanel(FoldersModel& model, QWidget* parent = nullptr);

    /// Something about all folders, below them; empty: nothing.
    void setNote(const QString& note);

Q_SIGNALS:
    void addRequested();
    void rescanRequested();
    void removeRequested(const lookalike::FolderRow& folder);
    /// The user wants to see the folder's photos.
    void showRequested(const lookalike::FolderRow& folder);
    /// Searches are to find photos of this folder alone.
    void filterRequested(const lookalike::FolderRow& folder);
    /// The user wants to choose what of the folder is left out of the library.
    void excludeRequested(const lookalike::FolderRow& folder);
    void protectRequested(const lookalike::FolderRow& folder, bool isProtected);
    void revealRequested(const lookalike::FolderRow& folder);

private:
    void fillMenu(QMenu& menu, const QModelIndex& index);

    FoldersModel& m_model;
    QListView* m_list;
    QLabel* m_note;
};

} // namespace lookalike
