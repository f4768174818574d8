// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/indexing_text.h"

#include "ui/text/words.h"

#include <QStringList>

namespace lookalike::text {

QString checked(const IndexingSummary& summary)
{
    QStringList found;
    if (summary.added > 0)
        found += Words::tr("%Ln new photo(s)", nullptr, static_cast<int>(summary.added));
    if (summary.changed > 0)
        found += Words::tr("%Ln changed photo(s)", nullptr, static_cast<int>(summary.changed));
    if (summary.missing > 0)
        found +=
            Words::tr("%Ln photo(s) no longer there", nullptr, static_cast<int>(summary.missing));
    if (!summary.offline.empty())
        found += Words::tr("%Ln folder(s) could not be checked", nullptr,
                           static_cast<int>(summary.offline.size()));
    return found.isEmpty() ? Words::tr("Checked: nothing has changed.")
                           : Words::tr("Checked: %1.").arg(found.join(QStringLiteral(", ")));
}

} // namespace lookalike::text
