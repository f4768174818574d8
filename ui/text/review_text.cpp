// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/review_text.h"

#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/words.h"

#include <QStringList>

namespace lookalike::text {

QString decision(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::NotDuplicates:
        return Words::tr("Not duplicates");
    case DecisionKind::KeepBoth:
        return Words::tr("Keep both");
    case DecisionKind::KeepAll:
        return Words::tr("Keep all");
    case DecisionKind::Protect:
        return Words::tr("Protected");
    }
    return {};
}

QString decided(DecisionKind kind, int groups)
{
    return kind == DecisionKind::NotDuplicates
               ? Words::tr("Remembered as not duplicates: %Ln group(s).", nullptr, groups)
               : Words::tr("Remembered: all photos of %Ln group(s) are kept.", nullptr, groups);
}

QString scanned(const DuplicateScanSummary& summary)
{
    if (summary.cancelled)
        return Words::tr("Stopped. Nothing is lost; searching again continues here.");
    if (summary.failed == 0)
        return {};
    const VerificationFailure& first = summary.failures.front();
    return Words::tr("%Ln pair(s) could not be compared. The first is %1 and %2: %3.", nullptr,
                     static_cast<int>(summary.failed))
        .arg(displayName(first.first), displayName(first.second), displayError(first.error));
}

QString moved(const TrashReport& report)
{
    const auto stayed = report.refusedFiles();
    const QString done =
        Words::tr("Moved %1 (%2) to the trash.").arg(photos(report.moved), bytes(report.bytes));
    return stayed == 0 ? done : Words::tr("%1 Left in place: %2.").arg(done, photos(stayed));
}

QString putBack(const TrashReport& report)
{
    const auto refused = report.refusedFiles();
    const auto stuck = refused - report.gone;
    const auto sidecars = report.refusedSidecars();
    QStringList sentences;
    if (report.moved > 0 || refused == 0)
        sentences << Words::tr("Restored %1.").arg(photos(report.moved));
    if (report.gone > 0)
        sentences << Words::tr("%1 cannot be restored because the trash was emptied.")
                         .arg(photos(report.gone));
    if (stuck > 0)
        sentences << Words::tr("%1 could not be restored.").arg(photos(stuck));
    if (sidecars > 0)
        sentences << Words::tr("%Ln sidecar(s) left in place.", nullptr,
                               static_cast<int>(sidecars));
    return sentences.join(QLatin1Char(' '));
}

} // namespace lookalike::text
