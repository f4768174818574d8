// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/failures_dialog.h"

#include "ui/bridge/file_manager.h"
#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/progress_strip.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

namespace lookalike {

namespace {

constexpr std::size_t kMostFailures = 10'000;

} // namespace

FailuresDialog::FailuresDialog(LibrarySession& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_summary(plainLabel({}, this))
    , m_table(new QTableView(this))
    , m_reveal(new QPushButton(tr("Show file"), this))
    , m_retry(new QPushButton(tr("Retry all"), this))
    , m_copy(new QPushButton(tr("Copy list"), this))
{
    setWindowTitle(tr("Photos that could not be read"));
    resizeToFit(*this, {820, 480});
    m_summary->setWordWrap(true);
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Photos that could not be read"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(FailuresModel::NameColumn,
                                                      QHeaderView::Interactive);
    m_table->horizontalHeader()->setSectionResizeMode(FailuresModel::ReasonColumn,
                                                      QHeaderView::Stretch);
    m_table->setColumnWidth(FailuresModel::NameColumn, 200);
    m_table->setColumnWidth(FailuresModel::FolderColumn, 220);

    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_reveal);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FailuresDialog::updateButtons);
    connect(m_reveal, &QPushButton::clicked, this, [this] {
        const QModelIndex index = m_table->currentIndex();
        if (index.isValid())
            showInFileManager(m_model.failure(index.row()).path);
    });
    connect(m_table, &QAbstractItemView::activated, m_reveal, &QPushButton::click);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        m_session.retryFailures();
        accept();
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_model.asText()); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&m_session.indexing(), &Indexing::finished, this, &FailuresDialog::refresh);
    refresh();
}

void FailuresDialog::refresh()
{
    m_session.run(
        this, [](PhotoLibrary& library) { return library.failures(kMostFailures); },
        [this](Result<std::vector<FileRow>> failures) {
            if (failures)
                show(std::move(*failures));
            else
                m_summary->setText(displayError(failures.error()));
        });
}

void FailuresDialog::show(std::vector<FileRow> failures)
{
    const auto count = failures.size();
    m_model.setFailures(std::move(failures));
    m_summary->setText(
        count == 0 ? tr("All photos could be read.")
                   : tr("%1. The files were not changed. All other photos are ready to search.")
                         .arg(progress_text::failures(count)));
    if (count > 0)
        m_table->selectRow(0);
    updateButtons();
}

void FailuresDialog::updateButtons()
{
    const bool any = m_model.rowCount() > 0;
    m_reveal->setEnabled(any && m_table->currentIndex().isValid());
    m_retry->setEnabled(any);
    m_copy->setEnabled(any);
}

} // namespace lookalike
