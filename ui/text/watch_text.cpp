// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/watch_text.h"

#include "ui/text/words.h"

#include <QStringList>
#include <algorithm>

namespace lookalike::text {

namespace {

int countOf(const WatchStatus& status, WatchGap reason)
{
    return static_cast<int>(std::ranges::count(status.polled, reason, &PolledFolder::reason));
}

} // namespace

QString watchNote(const WatchStatus& status)
{
    QStringList parts;
    const int minutes = static_cast<int>(kPollInterval.count());
    if (const int count = countOf(status, WatchGap::Network); count > 0)
        parts += Words::tr("%Ln folder(s) on network drives are checked every %1 minutes.", nullptr,
                           count)
                     .arg(minutes);
    if (const int count = countOf(status, WatchGap::NoMoreWatches); count > 0)
        parts += Words::tr("%Ln folder(s) are checked every %1 minutes, since the system watches "
                           "no more.",
                           nullptr, count)
                     .arg(minutes);
    if (const int count = countOf(status, WatchGap::Unsupported); count > 0)
        parts += Words::tr("%Ln folder(s) are checked every %1 minutes, since the system cannot "
                           "watch them.",
                           nullptr, count)
                     .arg(minutes);
    if (status.timesLost > 0)
        parts += Words::tr("Too much changed at once, so whole folders were checked (%Ln time(s)).",
                           nullptr, static_cast<int>(status.timesLost));
    return parts.join(QLatin1Char(' '));
}

} // namespace lookalike::text
