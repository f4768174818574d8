// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/failures_dialog.h"

#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/views/dialogs/failures_table.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/progress_strip.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace lookalike {

namespace {

constexpr std::size_t kMostFailures = 10'000;

} // namespace

FailuresDialog::FailuresDialog(LibrarySession& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_summary(plainLabel({}, this))
    , m_table(new FailuresTable(tr("Photos that could not be read"), this))
    , m_retry(new QPushButton(tr("Retry all"), this))
{
    setWindowTitle(tr("Photos that could not be read"));
    resizeToFit(*this, {820, 480});
    m_summary->setWordWrap(true);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(&m_table->reveal());
    buttons->addWidget(m_retry);
    buttons->addWidget(&m_table->copy());
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);

    connect(m_retry, &QPushButton::clicked, this, [this] {
        m_session.retryFailures();
        accept();
    });
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
    m_table->setFailures(std::move(failures));
    m_summary->setText(
        count == 0 ? tr("All photos could be read.")
                   : tr("%1. The files were not changed. All other photos are ready to search.")
                         .arg(progress_text::failures(count)));
    m_retry->setEnabled(count > 0);
}

} // namespace lookalike
