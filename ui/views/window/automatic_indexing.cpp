// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/automatic_indexing.h"

#include "ui/bridge/library_session.h"
#include "ui/state/indexing_scheduler.h"
#include "ui/state/power_pause.h"
#include "ui/views/window/program_commands.h"
#include "ui/widgets/progress_strip.h"

#include <QAction>

namespace lookalike {

AutomaticIndexing::AutomaticIndexing(LibrarySession& session, ProgramCommands& commands,
                                     ProgressStrip& strip, QObject* parent)
    : QObject(parent)
{
    auto* scheduler = new IndexingScheduler(session, this);
    scheduler->setChecksAtStart(commands.checkAtStart().isChecked());
    connect(&commands.checkAtStart(), &QAction::toggled, scheduler,
            &IndexingScheduler::setChecksAtStart);
    auto* power = new PowerPause(session, this);
    QAction& mainsOnly = commands.mainsOnly();
    power->setOn(mainsOnly.isChecked());
    connect(&mainsOnly, &QAction::toggled, power, &PowerPause::setOn);
    connect(power, &PowerPause::batteryFound, &mainsOnly,
            [&mainsOnly] { mainsOnly.setVisible(true); });
    connect(power, &PowerPause::waitingChanged, &strip, [&strip](bool waiting) {
        strip.setPauseReason(waiting ? tr("Paused until the computer is plugged in") : QString());
    });
    QAction& watch = commands.watchFolders();
    session.watcher().setOn(watch.isChecked());
    connect(&watch, &QAction::toggled, &session.watcher(), &PhotoWatcher::setOn);
}

} // namespace lookalike
