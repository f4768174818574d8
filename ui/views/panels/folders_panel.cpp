// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/panels/folders_panel.h"

#include "ui/models/folders_model.h"
#include "ui/views/panels/folder_tree.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/item_menu.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace lookalike {

FoldersPanel::FoldersPanel(FoldersModel& model, QWidget* parent)
    : QFrame(parent)
    , m_model(model)
    , m_tree(new FolderTree(model, this))
    , m_note(secondaryLabel({}, this))
{
    setObjectName(QStringLiteral("sidePanel"));
    auto* title = plainLabel(tr("Folders"), this);
    title->setProperty("heading", true);
    auto* rescan = new QToolButton(this);
    rescan->setIcon(lineIcon(QStringLiteral("refresh")));
    rescan->setToolTip(tr("Check for new and changed photos"));
    rescan->setAccessibleName(tr("Check for new and changed photos"));
    rescan->setFocusPolicy(Qt::StrongFocus);
    auto* add = new QToolButton(this);
    add->setIcon(lineIcon(QStringLiteral("folder-add")));
    add->setText(tr("Add folder…"));
    add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add->setProperty("beside", true);
    add->setFocusPolicy(Qt::StrongFocus);
    add->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    m_note->setWordWrap(true);
    m_note->setContentsMargins(metrics::kMargin, 0, metrics::kMargin, 0);
    m_note->hide();

    auto* top = new QHBoxLayout;
    top->setContentsMargins(metrics::kMargin, 0, metrics::kHalfGap, 0);
    top->addWidget(title, 1);
    top->addWidget(rescan);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(metrics::kHalfGap, 0, metrics::kHalfGap, 0);
    bottom->addWidget(add);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::kGap, 0, metrics::kGap);
    layout->setSpacing(metrics::kHalfGap);
    layout->addLayout(top);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_note);
    layout->addLayout(bottom);

    connect(add, &QToolButton::clicked, this, &FoldersPanel::addRequested);
    connect(rescan, &QToolButton::clicked, this, &FoldersPanel::rescanRequested);
    connectTree();
}

void FoldersPanel::connectTree()
{
    new ItemMenu(*m_tree, [this](QMenu& menu, const QModelIndex& index) { fillMenu(menu, index); });
    const auto show = [this](const QModelIndex& index) {
        Q_EMIT showRequested(m_model.path(index));
    };
    connect(m_tree, &QAbstractItemView::clicked, this, show);
    connect(m_tree, &QAbstractItemView::activated, this, show);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex& parent) {
        openOnlyRoot(parent);
        if (!m_tree->currentIndex().isValid())
            setShown(m_shown);
    });
}

void FoldersPanel::openOnlyRoot(const QModelIndex& parent)
{
    if (m_isOpened || !parent.isValid() || m_model.rowCount() > 1)
        return;
    m_isOpened = true;
    m_tree->expand(parent);
}

void FoldersPanel::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    m_model.setWatched(true);
}

void FoldersPanel::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    m_model.setWatched(false);
}

void FoldersPanel::setShown(const std::filesystem::path& folder)
{
    m_shown = folder;
    const QModelIndex index = m_model.indexOf(folder);
    if (index != m_tree->currentIndex())
        m_tree->setCurrentIndex(index);
    if (!index.isValid())
        m_tree->clearSelection();
}

void FoldersPanel::addBelow(QWidget& part)
{
    static_cast<QVBoxLayout*>(layout())->addWidget(&part);
}

void FoldersPanel::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void FoldersPanel::fillMenu(QMenu& menu, const QModelIndex& index)
{
    const std::filesystem::path folder = m_model.path(index);
    const FolderRow root = m_model.root(index);
    menu.addAction(lineIcon(QStringLiteral("picture")), tr("Show its photos"), this,
                   [this, folder] { Q_EMIT showRequested(folder); });
    menu.addAction(lineIcon(QStringLiteral("filter")), tr("Search only in this folder"), this,
                   [this, folder] { Q_EMIT filterRequested(folder); });
    menu.addAction(lineIcon(QStringLiteral("reveal")), tr("Show in file manager"), this,
                   [this, folder] { Q_EMIT revealRequested(folder); });
    if (index.data(FoldersModel::RootRole).toBool())
        fillRootMenu(menu, root, index.data(FoldersModel::ProtectedRole).toBool());
    else
        menu.addAction(lineIcon(QStringLiteral("minus")), tr("Leave out of the library"), this,
                       [this, root, folder] { Q_EMIT excludeRequested(root, folder); });
}

void FoldersPanel::fillRootMenu(QMenu& menu, const FolderRow& folder, bool isProtected)
{
    menu.addAction(lineIcon(QStringLiteral("refresh")), tr("Check for new and changed photos"),
                   this, &FoldersPanel::rescanRequested);
    menu.addAction(lineIcon(QStringLiteral("minus")), tr("Leave out…"), this,
                   [this, folder] { Q_EMIT patternsRequested(folder); })
        ->setToolTip(tr("Choose files and folders that are no part of the library"));
    menu.addSeparator();
    menu.addAction(lineIcon(QStringLiteral("shield")),
                   isProtected ? tr("Remove protection") : tr("Protect this folder"), this,
                   [this, folder, isProtected] { Q_EMIT protectRequested(folder, !isProtected); })
        ->setToolTip(tr("Photos in protected folders never go to the trash"));
    menu.addAction(lineIcon(QStringLiteral("close")), tr("Remove from library (files stay)"), this,
                   [this, folder] { Q_EMIT removeRequested(folder); });
}

} // namespace lookalike
