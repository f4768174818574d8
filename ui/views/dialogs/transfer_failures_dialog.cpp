// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/transfer_failures_dialog.h"

#include "ui/views/dialogs/failures_table.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace lookalike {

TransferFailuresDialog::TransferFailuresDialog(const TransferOutcome& outcome, QWidget* parent)
    : QDialog(parent)
{
    const bool isMove = outcome.kind == TransferKind::Move;
    setWindowTitle(isMove ? tr("Files that were not moved") : tr("Files that were not copied"));
    resizeToFit(*this, {820, 480});
    auto* table = new FailuresTable(windowTitle(), this);
    std::vector<FileRow> failures;
    for (const TransferredFile& file : outcome.files) {
        if (!file.error || file.error->code == ErrorCode::Cancelled)
            continue;
        FileRow row;
        row.path = file.origin;
        row.error = file.error->message;
        failures.push_back(std::move(row));
    }
    auto* summary = plainLabel(
        tr("%Ln file(s) stayed as they were:", nullptr, static_cast<int>(failures.size())), this);
    summary->setWordWrap(true);
    table->setFailures(std::move(failures));

    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(&table->reveal());
    buttons->addWidget(&table->copy());
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(summary);
    layout->addWidget(table, 1);
    layout->addLayout(buttons);
}

} // namespace lookalike
