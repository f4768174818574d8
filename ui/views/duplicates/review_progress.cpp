// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/review_progress.h"

#include "ui/bridge/duplicate_scanner.h"
#include "ui/bridge/trash_runner.h"
#include "ui/widgets/progress_strip.h"

#include <QVBoxLayout>

namespace lookalike {

ReviewProgress::ReviewProgress(DuplicateScanner& scanner, TrashRunner& trash, QWidget* parent)
    : QWidget(parent)
{
    auto* moving = new ProgressStrip(this);
    moving->setWork(Work::Moving);
    auto* comparing = new ProgressStrip(this);
    comparing->setWork(Work::Comparing);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(moving);
    layout->addWidget(comparing);

    connect(&scanner, &DuplicateScanner::started, comparing,
            [comparing] { comparing->begin(false); });
    connect(&scanner, &DuplicateScanner::progressed, comparing, &ProgressStrip::show);
    connect(&scanner, &DuplicateScanner::pausedChanged, comparing, &ProgressStrip::setPaused);
    connect(&scanner, &DuplicateScanner::finished, comparing, &QWidget::hide);
    connect(&scanner, &DuplicateScanner::failed, comparing, &QWidget::hide);
    connect(comparing, &ProgressStrip::pauseRequested, &scanner, &DuplicateScanner::setPaused);
    connect(comparing, &ProgressStrip::cancelRequested, &scanner, &DuplicateScanner::cancel);

    connect(&trash, &TrashRunner::started, moving, [moving] { moving->begin(false); });
    connect(&trash, &TrashRunner::progressed, moving, &ProgressStrip::show);
    connect(&trash, &TrashRunner::moved, moving, &QWidget::hide);
    connect(&trash, &TrashRunner::undone, moving, &QWidget::hide);
    connect(&trash, &TrashRunner::failed, moving, &QWidget::hide);
    connect(moving, &ProgressStrip::cancelRequested, &trash, &TrashRunner::cancel);
}

} // namespace lookalike
