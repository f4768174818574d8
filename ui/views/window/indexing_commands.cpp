// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/indexing_commands.h"

#include "ui/bridge/library_session.h"
#include "ui/models/folders_model.h"
#include "ui/state/library_readiness.h"
#include "ui/text/indexing_text.h"
#include "ui/views/dialogs/failures_dialog.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/open_dialog.h"
#include "ui/widgets/progress_strip.h"

namespace lookalike {

IndexingCommands::IndexingCommands(LibrarySession& session, const LibraryReadiness& readiness,
                                   ActionRegistry& actions, ProgressStrip& strip, NoticeBar& notice,
                                   QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_notice(notice)
{
    const QString group = tr("Library");
    m_rescan = actions.add(QStringLiteral("rescan"), group, tr("&Check for new photos"),
                           QStringLiteral("refresh"), tr("F5"));
    m_pause = actions.add(QStringLiteral("pause"), group, tr("&Pause reading"),
                          QStringLiteral("pause"), tr("Ctrl+P"));
    m_failures =
        actions.add(QStringLiteral("failures"), group, tr("Photos that could not be &read…"),
                    QStringLiteral("warning"), tr("Ctrl+Shift+F"));
    m_pause->setCheckable(true);
    m_pause->setEnabled(false);

    Indexing& indexing = m_session.indexing();
    connect(m_rescan, &QAction::triggered, this, &IndexingCommands::check);
    connect(&indexing, &Indexing::finished, this, &IndexingCommands::tellWhatWasFound);
    connect(&indexing, &Indexing::failed, this, [this] { m_asked = false; });
    connect(m_pause, &QAction::triggered, &indexing, &Indexing::setPaused);
    connect(m_failures, &QAction::triggered, this,
            [this, &window] { openDialog(new FailuresDialog(m_session, &window)); });
    connect(&indexing, &Indexing::started, m_pause, [this] { m_pause->setEnabled(true); });
    connect(&indexing, &Indexing::finished, m_pause, [this] { m_pause->setEnabled(false); });
    connect(&indexing, &Indexing::failed, m_pause, [this] { m_pause->setEnabled(false); });
    connect(&indexing, &Indexing::pausedChanged, m_pause, &QAction::setChecked);
    connectStrip(readiness, strip);
}

void IndexingCommands::check()
{
    m_asked = true;
    m_session.indexing().start();
}

void IndexingCommands::tellWhatWasFound(const IndexingSummary& summary)
{
    if (std::exchange(m_asked, false) && !summary.cancelled)
        m_notice.showNotice(text::checked(summary));
}

void IndexingCommands::connectStrip(const LibraryReadiness& readiness, ProgressStrip& strip)
{
    Indexing& indexing = m_session.indexing();
    connect(&indexing, &Indexing::started, &strip,
            [this, &strip] { strip.begin(pendingPhotos(m_session.status()) > 0); });
    connect(&indexing, &Indexing::progressed, &strip, [&indexing, &strip](const Progress& now) {
        if (indexing.isAnnounced())
            strip.show(now);
    });
    connect(&indexing, &Indexing::pausedChanged, &strip, &ProgressStrip::setPaused);
    connect(&indexing, &Indexing::finished, &strip,
            [&indexing, &strip](const IndexingSummary& summary) {
                if (indexing.wasAnnounced()) // the others come and go unseen
                    strip.finish(summary);
            });
    connect(&indexing, &Indexing::failed, &strip, [&readiness, &strip](const Error& error) {
        if (readiness.hasModelFailed())
            strip.hide(); // the notice tells it already
        else
            strip.fail(error);
    });
    connect(&strip, &ProgressStrip::pauseRequested, &indexing, &Indexing::setPaused);
    connect(&strip, &ProgressStrip::cancelRequested, &indexing, &Indexing::cancel);
    connect(&strip, &ProgressStrip::restartRequested, &indexing, &Indexing::start);
    connect(&strip, &ProgressStrip::failuresRequested, m_failures, &QAction::trigger);
}

} // namespace lookalike
