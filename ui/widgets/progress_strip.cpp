// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_strip.h"

#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace lookalike {

namespace progress_text {

QString stage(const Progress& progress, bool resumed)
{
    switch (progress.stage) {
    case Stage::Scanning:
        return resumed ? ProgressStrip::tr("Continuing: looking for photos")
                       : ProgressStrip::tr("Looking for photos");
    case Stage::Reading: {
        const QString verb = resumed ? ProgressStrip::tr("Continuing: reading photos")
                                     : ProgressStrip::tr("Reading photos");
        if (progress.current.empty())
            return verb;
        return ProgressStrip::tr("%1 in %2", "reading photos, folder")
            .arg(verb, displayName(progress.current.parent_path()));
    }
    case Stage::Publishing:
        return ProgressStrip::tr("Updating the search index");
    case Stage::Finished:
        return ProgressStrip::tr("Done");
    }
    return {};
}

QString comparing(const Progress& progress)
{
    switch (progress.stage) {
    case Stage::Scanning:
        return ProgressStrip::tr("Finding candidates");
    case Stage::Reading:
        return ProgressStrip::tr("Comparing photos");
    case Stage::Publishing:
    case Stage::Finished:
        return ProgressStrip::tr("Building groups");
    }
    return {};
}

QString moving(const Progress& progress)
{
    return progress.current.empty()
               ? ProgressStrip::tr("Moving photos")
               : ProgressStrip::tr("Moving photos: %1").arg(displayName(progress.current));
}

QString copying(const Progress& progress)
{
    return progress.current.empty()
               ? ProgressStrip::tr("Copying photos")
               : ProgressStrip::tr("Copying photos: %1").arg(displayName(progress.current));
}

QString amount(const Progress& progress)
{
    if (progress.stage == Stage::Scanning)
        return progress.done == 0 ? QString()
                                  : ProgressStrip::tr("%1 found").arg(text::number(progress.done));
    if (progress.total == 0)
        return {};
    return ProgressStrip::tr("%1 of %2")
        .arg(text::number(progress.done), text::number(progress.total));
}

QString pairs(const Progress& progress)
{
    if (progress.stage != Stage::Reading || progress.total == 0)
        return {};
    return ProgressStrip::tr("%1 of %2 pairs")
        .arg(text::number(progress.done), text::number(progress.total));
}

QString rate(const Progress& progress)
{
    if (progress.stage != Stage::Reading || progress.rate <= 0)
        return {};
    constexpr double kSlow = 10; // below it, one decimal is shown
    return ProgressStrip::tr("%1 photos/s")
        .arg(QLocale().toString(progress.rate, 'f', progress.rate < kSlow ? 1 : 0));
}

QString remaining(const Progress& progress)
{
    if (progress.stage != Stage::Reading || !progress.remaining)
        return {};
    const QString time = text::duration(*progress.remaining);
    return *progress.remaining < std::chrono::minutes(1)
               ? ProgressStrip::tr("%1 left", "time").arg(time)
               : ProgressStrip::tr("about %1 left", "time").arg(time);
}

QString failures(std::uint64_t count)
{
    return count == 0 ? QString()
                      : ProgressStrip::tr("%Ln photo(s) could not be read", nullptr,
                                          static_cast<int>(count));
}

} // namespace progress_text

ProgressStrip::ProgressStrip(QWidget* parent)
    : QFrame(parent)
    , m_bar(new QProgressBar(this))
    , m_stage(plainLabel({}, this))
    , m_amount(plainLabel({}, this))
    , m_rate(secondaryLabel({}, this))
    , m_remaining(secondaryLabel({}, this))
    , m_failures(new QPushButton(this))
    , m_pause(new QToolButton(this))
    , m_cancel(new QToolButton(this))
    , m_dismiss(new QToolButton(this))
{
    setObjectName(QStringLiteral("progressStrip"));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    for (QLabel* label : {m_amount, m_rate, m_remaining})
        label->setFont(tabularFigures(font()));
    m_stage->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_stage->setMinimumWidth(120);
    m_failures->setProperty("link", true);
    m_failures->setToolTip(tr("Show which photos could not be read, and why"));
    const auto setUp = [](QToolButton* button, const QString& icon, const QString& text) {
        button->setIcon(lineIcon(icon));
        button->setText(text);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setProperty("beside", true);
        button->setFocusPolicy(Qt::StrongFocus);
    };
    setUp(m_pause, QStringLiteral("pause"), tr("Pause"));
    setUp(m_cancel, QStringLiteral("close"), tr("Stop"));
    setUp(m_dismiss, QStringLiteral("close"), tr("Hide"));

    auto* row = new QHBoxLayout;
    row->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kGap, metrics::kHalfGap);
    row->setSpacing(2 * metrics::kGap);
    row->addWidget(m_stage, 1);
    row->addWidget(m_amount);
    row->addWidget(m_rate);
    row->addWidget(m_remaining);
    row->addWidget(m_failures);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kHalfGap);
    buttons->addWidget(m_pause);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_dismiss);
    row->addLayout(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addLayout(row);

    connect(m_pause, &QToolButton::clicked, this, [this] {
        if (m_stopped)
            Q_EMIT restartRequested();
        else
            Q_EMIT pauseRequested(!m_paused);
    });
    connect(m_cancel, &QToolButton::clicked, this, &ProgressStrip::cancelRequested);
    connect(m_failures, &QPushButton::clicked, this, &ProgressStrip::failuresRequested);
    connect(m_dismiss, &QToolButton::clicked, this, &QWidget::hide);
    setWork(Work::Reading);
    hide();
}

void ProgressStrip::setWork(Work work)
{
    m_work = work;
    m_cancel->setToolTip(
        work == Work::Reading ? tr("Stop reading. Nothing is lost; the next start continues here.")
        : work == Work::Comparing ? tr("Stop. Nothing is lost; the next search continues here.")
        : work == Work::Copying   ? tr("Stop. Undo removes the copies already made.")
                                  : tr("Stop. Undo restores the photos already moved."));
}

QString ProgressStrip::stageText(const Progress& progress) const
{
    switch (m_work) {
    case Work::Reading:
        return progress_text::stage(progress, m_resumed);
    case Work::Comparing:
        return progress_text::comparing(progress);
    case Work::Moving:
        return progress_text::moving(progress);
    case Work::Copying:
        return progress_text::copying(progress);
    }
    return {};
}

void ProgressStrip::setRunning(bool running)
{
    m_bar->setVisible(running);
    m_cancel->setVisible(running);
    m_dismiss->setVisible(!running);
    for (QLabel* label : {m_amount, m_rate, m_remaining})
        label->setVisible(running);
    m_pause->setVisible((running || m_stopped) && m_work != Work::Moving &&
                        m_work != Work::Copying);
    QWidget::show();
}

void ProgressStrip::begin(bool resumed)
{
    m_resumed = resumed;
    m_paused = false;
    m_stopped = false;
    show(Progress{});
    setRunning(true);
    setPaused(false);
}

void ProgressStrip::show(const Progress& progress)
{
    m_last = progress;
    const bool known = progress.stage != Stage::Scanning && progress.total > 0;
    constexpr int kSteps = 1000;
    m_bar->setRange(0, known ? kSteps : 0);
    if (known)
        m_bar->setValue(static_cast<int>(progress.done * kSteps / progress.total));
    if (!m_paused)
        m_stage->setText(stageText(progress));
    m_amount->setText(m_work == Work::Comparing ? progress_text::pairs(progress)
                                                : progress_text::amount(progress));
    // The rate of compared pairs means nothing to the user; the remaining time does.
    const bool rate = m_work == Work::Reading && !m_paused;
    m_rate->setText(rate ? progress_text::rate(progress) : QString());
    m_remaining->setText(m_paused ? QString() : progress_text::remaining(progress));
    m_failures->setText(progress_text::failures(progress.failed));
    m_failures->setVisible(progress.failed > 0 && m_work == Work::Reading);
}

void ProgressStrip::setPaused(bool paused)
{
    m_paused = paused;
    showPauseButton(paused);
    show(m_last);
    if (paused)
        m_stage->setText(m_pauseReason.isEmpty() ? tr("Paused") : m_pauseReason);
}

void ProgressStrip::showPauseButton(bool continues)
{
    m_pause->setText(continues ? tr("Continue") : tr("Pause"));
    m_pause->setIcon(lineIcon(continues ? QStringLiteral("play") : QStringLiteral("pause")));
}

void ProgressStrip::finish(const IndexingSummary& summary)
{
    m_stopped = summary.cancelled;
    if (summary.failed == 0 && !m_stopped) {
        hide();
        return;
    }
    setRunning(false);
    showPauseButton(m_stopped);
    m_stage->setText(m_stopped ? tr("Stopped. Nothing is lost; reading continues where it stopped.")
                               : tr("All other photos are ready to search"));
    m_failures->setText(progress_text::failures(summary.failed));
    m_failures->setVisible(summary.failed > 0);
}

void ProgressStrip::fail(const Error& error)
{
    setRunning(false);
    m_failures->hide();
    m_stage->setText(displayError(error));
    m_stage->setToolTip(plainToolTip(displayError(error)));
}

} // namespace lookalike
