// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/failures_table.h"

#include "ui/bridge/file_manager.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>

namespace lookalike {

FailuresTable::FailuresTable(const QString& name, QWidget* parent)
    : QTableView(parent)
    , m_reveal(new QPushButton(tr("Show file"), parent))
    , m_copy(new QPushButton(tr("Copy list"), parent))
{
    setModel(&m_model);
    setAccessibleName(name);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    QHeaderView& header = *horizontalHeader();
    header.setHighlightSections(false);
    header.setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header.setSectionResizeMode(FailuresModel::NameColumn, QHeaderView::Interactive);
    header.setSectionResizeMode(FailuresModel::ReasonColumn, QHeaderView::Stretch);
    setColumnWidth(FailuresModel::NameColumn, 200);
    setColumnWidth(FailuresModel::FolderColumn, 220);

    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FailuresTable::updateButtons);
    connect(m_reveal, &QPushButton::clicked, this, [this] {
        if (currentIndex().isValid())
            showInFileManager(m_model.failure(currentIndex().row()).path);
    });
    connect(this, &QAbstractItemView::activated, m_reveal, &QPushButton::click);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_model.asText()); });
    updateButtons();
}

void FailuresTable::setFailures(std::vector<FileRow> failures)
{
    m_model.setFailures(std::move(failures));
    if (count() > 0)
        selectRow(0);
    updateButtons();
}

void FailuresTable::updateButtons()
{
    m_reveal->setEnabled(count() > 0 && currentIndex().isValid());
    m_copy->setEnabled(count() > 0);
}

} // namespace lookalike
