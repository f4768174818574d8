// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/review_text.h"

#include "ui/bridge/conversions.h"
#include "ui/text/amounts.h"
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
    }
    return {};
}

QString decided(DecisionKind kind, int groups)
{
    return kind == DecisionKind::NotDuplicates
               ? Words::tr("Remembered: the photos of %Ln group(s) are not duplicates.", nullptr,
                           groups)
               : Words::tr("Remembered: all photos of %Ln group(s) stay.", nullptr, groups);
}

QString scanned(const DuplicateScanSummary& summary)
{
    if (summary.cancelled)
        return Words::tr("Stopped. What was compared is kept, and looking again goes on from "
                         "there.");
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
        Words::tr("%1 moved to the trash, %2.").arg(photos(report.moved), bytes(report.bytes));
    return stayed == 0 ? done : Words::tr("%1 %2 stayed where they are.").arg(done, photos(stayed));
}

QString putBack(const TrashReport& report)
{
    const auto refused = report.refusedFiles();
    const auto stuck = refused - report.gone;
    const auto sidecars = report.refusedSidecars();
    QStringList sentences;
    if (report.moved > 0 || refused == 0)
        sentences << Words::tr("%1 back where they were.").arg(photos(report.moved));
    if (report.gone > 0)
        sentences << Words::tr("%1 cannot be put back: the trash was emptied elsewhere.")
                         .arg(photos(report.gone));
    if (stuck > 0)
        sentences << Words::tr("%1 could not be brought back.").arg(photos(stuck));
    if (sidecars > 0)
        sentences << Words::tr("%Ln sidecar(s) stay.", nullptr, static_cast<int>(sidecars));
    return sentences.join(QLatin1Char(' '));
}

} // namespace lookalike::text
