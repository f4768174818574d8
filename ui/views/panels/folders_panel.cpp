// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/panels/folders_panel.h"

#include "ui/models/folders_model.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/item_menu.h"
#include "ui/widgets/row_background.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace lookalike {

void FolderDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    const Colors& colors = Theme::colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = rowRect(option);
    paintRowBackground(*painter, option);
    const bool online = index.data(FoldersModel::OnlineRole).toBool();
    const QRect icon(row.left() + metrics::kGap, row.top() + 7, metrics::kIcon, metrics::kIcon);
    lineIcon(online ? QStringLiteral("folder") : QStringLiteral("folder-offline"),
             IconTint::Secondary)
        .paint(painter, icon);

    const int lineHeight = option.fontMetrics.height();
    const QRect text(icon.right() + 1 + metrics::kGap, row.top() + 6,
                     row.right() - icon.right() - 2 * metrics::kGap, lineHeight);
    painter->setFont(option.font);
    painter->setPen(online ? colors.text : colors.secondary);
    painter->drawText(
        text, Qt::AlignLeft | Qt::AlignVCenter,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, text.width()));
    QFont small = tabularFigures(option.font);
    small.setPointSizeF(small.pointSizeF() * 0.9);
    painter->setFont(small);
    painter->setPen(colors.secondary);
    painter->drawText(text.translated(0, lineHeight + 2), Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(small).elidedText(index.data(FoldersModel::StateRole).toString(),
                                                     Qt::ElideRight, text.width()));
    painter->restore();
}

QSize FolderDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {0, 2 * option.fontMetrics.height() + 16};
}

FoldersPanel::FoldersPanel(FoldersModel& model, QWidget* parent)
    : QFrame(parent)
    , m_model(model)
    , m_list(new QListView(this))
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

    m_list->setModel(&m_model);
    m_list->setItemDelegate(new FolderDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Folders in the library"));

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
    layout->addWidget(m_list, 1);
    layout->addWidget(m_note);
    layout->addLayout(bottom);

    connect(add, &QToolButton::clicked, this, &FoldersPanel::addRequested);
    connect(rescan, &QToolButton::clicked, this, &FoldersPanel::rescanRequested);
    new ItemMenu(*m_list, [this](QMenu& menu, const QModelIndex& index) { fillMenu(menu, index); });
    const auto show = [this](const QModelIndex& index) {
        Q_EMIT showRequested(m_model.folder(index.row()));
    };
    connect(m_list, &QAbstractItemView::clicked, this, show);
    connect(m_list, &QAbstractItemView::activated, this, show);
}

void FoldersPanel::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void FoldersPanel::fillMenu(QMenu& menu, const QModelIndex& index)
{
    const FolderRow folder = m_model.folder(index.row());
    menu.addAction(lineIcon(QStringLiteral("picture")), tr("Show its photos"), this,
                   [this, folder] { Q_EMIT showRequested(folder); });
    menu.addAction(lineIcon(QStringLiteral("filter")), tr("Search only in this folder"), this,
                   [this, folder] { Q_EMIT filterRequested(folder); });
    menu.addAction(lineIcon(QStringLiteral("reveal")), tr("Show in file manager"), this,
                   [this, folder] { Q_EMIT revealRequested(folder); });
    menu.addAction(lineIcon(QStringLiteral("refresh")), tr("Check for new and changed photos"),
                   this, &FoldersPanel::rescanRequested);
    menu.addAction(lineIcon(QStringLiteral("minus")), tr("Leave out…"), this,
                   [this, folder] { Q_EMIT excludeRequested(folder); })
        ->setToolTip(tr("Choose files and folders that are no part of the library"));
    menu.addSeparator();
    const bool isProtected = index.data(FoldersModel::ProtectedRole).toBool();
    menu.addAction(lineIcon(QStringLiteral("shield")),
                   isProtected ? tr("Remove protection") : tr("Protect this folder"), this,
                   [this, folder, isProtected] { Q_EMIT protectRequested(folder, !isProtected); })
        ->setToolTip(tr("Photos in protected folders never go to the trash"));
    menu.addAction(lineIcon(QStringLiteral("close")), tr("Remove from library (files stay)"), this,
                   [this, folder] { Q_EMIT removeRequested(folder); });
}

} // namespace lookalike
