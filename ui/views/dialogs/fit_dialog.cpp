// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/fit_dialog.h"

#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/text/fit_text.h"
#include "ui/views/dialogs/fit_preview_view.h"
#include "ui/views/dialogs/fit_source_box.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace lookalike {

namespace {

/// Makes room for more, and stays on the screen.
void growToFit(QDialog& dialog, const QSize& wanted)
{
    resizeToFit(dialog, dialog.size().expandedTo(wanted));
    const QRect room = dialog.screen()->availableGeometry();
    const int below = dialog.geometry().bottom() - room.bottom();
    if (below > 0)
        dialog.move(dialog.x(), std::max(room.top(), dialog.y() - below));
}

} // namespace

FitDialog::FitDialog(LibrarySession& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_fits(session.fits())
    , m_status(plainLabel({}, this))
    , m_remove(new QPushButton(tr("&Remove fit"), this))
    , m_source(new FitSourceBox(this))
    , m_check(new QPushButton(tr("C&heck"), this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_message(plainLabel({}, this))
    , m_summary(secondaryLabel({}, this))
    , m_preview(new FitPreviewView(session.thumbnails(), this))
    , m_area(new QScrollArea(this))
    , m_use(new QPushButton(tr("&Use it"), this))
    , m_close(new QPushButton(this))
{
    setWindowTitle(tr("Fit searches to this library"));
    buildLayout();
    wire();
    showStatus();
    m_source->setFocus();
    forgetReport();
    m_fits.refresh(); // another program may have changed it
    resizeToFit(*this, {800, 420});
}

void FitDialog::buildLayout()
{
    auto* introduction = plainLabel(
        tr("Searches can learn from labels which photos belong together. Choose where the labels "
           "of your photos come from. At least two labels need five photos each."),
        this);
    for (QLabel* label : {introduction, m_status, m_message, m_summary})
        label->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setProperty("heading", true);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_progress->setAccessibleName(tr("Progress"));
    m_use->setProperty("primary", true);
    m_area->setWidget(m_preview);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    for (QPushButton* button : {m_remove, m_check, m_cancel, m_use, m_close})
        button->setAutoDefault(true); // Return presses it

    auto* status = new QHBoxLayout;
    status->addWidget(m_status, 1);
    status->addWidget(m_remove, 0, Qt::AlignTop);
    auto* checking = new QHBoxLayout;
    checking->addWidget(m_check);
    checking->addWidget(m_progress, 1);
    checking->addWidget(m_cancel);
    checking->addStretch();
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_use);
    buttons->addWidget(m_close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addLayout(status);
    layout->addWidget(introduction);
    layout->addWidget(m_source);
    layout->addLayout(checking);
    layout->addWidget(m_message);
    layout->addWidget(m_summary);
    layout->addWidget(m_area, 1);
    layout->addStretch();
    layout->addLayout(buttons);
}

void FitDialog::wire()
{
    connect(m_source, &FitSourceBox::changed, this, &FitDialog::forgetReport);
    connect(m_check, &QPushButton::clicked, this, [this] { run(&FitRunner::check); });
    connect(m_use, &QPushButton::clicked, this, [this] { run(&FitRunner::use); });
    connect(m_cancel, &QPushButton::clicked, &m_fits, &FitRunner::cancel);
    connect(m_remove, &QPushButton::clicked, &m_fits, &FitRunner::remove);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&m_fits, &FitRunner::changed, this, &FitDialog::showStatus);
    connect(&m_fits, &FitRunner::progressed, this, &FitDialog::showProgress);
    connect(&m_fits, &FitRunner::busyChanged, this, &FitDialog::updateButtons);
    connect(&m_fits, &FitRunner::checked, this, &FitDialog::showReport);
    connect(&m_fits, &FitRunner::used, this, [this](const FitReport& report) {
        if (report.verdict.isOn)
            accept();
        else // the labels are others by now
            showReport(report);
    });
    connect(&m_fits, &FitRunner::removed, this, &QDialog::accept);
    connect(&m_fits, &FitRunner::failed, this, &FitDialog::showError);
    connect(&m_session, &LibrarySession::reopening, this, &QDialog::reject);
}

void FitDialog::run(void (FitRunner::*call)(const FitSource&))
{
    const auto source = m_source->source();
    if (!source || m_fits.isBusy())
        return;
    m_progress->setRange(0, 0);
    m_message->setText(tr("Looking for labels…"));
    m_message->show();
    (m_fits.*call)(*source);
}

void FitDialog::showStatus()
{
    const FitStatus& status = m_fits.status();
    m_status->setText(text::fitStatus(status));
    m_remove->setVisible(status.isOn);
}

void FitDialog::showProgress(const Progress& progress)
{
    switch (progress.stage) {
    case Stage::Scanning:
        m_message->setText(tr("Looking for labels…"));
        break;
    case Stage::Reading:
        m_message->setText(tr("Trying searches with and without a fit…"));
        break;
    case Stage::Publishing:
    case Stage::Finished:
        m_message->setText(tr("Searching for examples…"));
        break;
    }
    m_progress->setRange(0, static_cast<int>(progress.total));
    m_progress->setValue(static_cast<int>(progress.done));
}

void FitDialog::showReport(const FitReport& report)
{
    m_passed = report.verdict.isOn ? m_source->source() : std::nullopt;
    m_message->setText(text::fitVerdict(report));
    m_message->show();
    const bool hasExamples = !report.preview.examples.empty();
    m_summary->setText(hasExamples ? text::fitPreview(report.preview) : QString());
    m_summary->setVisible(hasExamples);
    m_preview->show(report.preview);
    m_area->setVisible(hasExamples);
    if (hasExamples)
        growToFit(*this, {860, 760});
    updateButtons();
    (m_passed ? m_use : m_check)->setFocus();
}

void FitDialog::showError(const Error& error)
{
    m_message->setText(error.code == ErrorCode::Cancelled ? tr("Stopped. Nothing was changed.")
                                                          : displayError(error));
    m_message->show();
}

void FitDialog::forgetReport()
{
    m_passed.reset();
    m_message->setVisible(m_fits.isBusy());
    m_summary->hide();
    m_area->hide();
    updateButtons();
}

void FitDialog::updateButtons()
{
    const bool busy = m_fits.isBusy();
    const bool isOther = m_progress->isVisibleTo(this) != busy;
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
    m_check->setVisible(!busy);
    m_check->setEnabled(m_source->source().has_value());
    m_source->setEnabled(!busy);
    m_use->setVisible(!busy && m_passed);
    m_close->setText(m_passed ? tr("&Not now") : tr("Close"));
    m_check->setDefault(!busy && !m_passed);
    m_use->setDefault(!busy && m_passed);
    if (isOther) // what had the focus has gone
        (busy ? m_cancel : m_passed ? m_use : m_check)->setFocus();
}

void FitDialog::done(int result)
{
    m_fits.cancel();
    QDialog::done(result);
}

} // namespace lookalike
