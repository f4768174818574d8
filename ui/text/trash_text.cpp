// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/trash_text.h"

#include "ui/text/display_text.h"
#include "ui/text/loss_text.h"
#include "ui/text/relation_text.h"
#include "ui/text/translated.h"
#include "ui/text/words.h"

#include <QStringList>

namespace lookalike::text {

QString trashStep(const ReportedFile& item)
{
    if (item.refused)
        return Words::tr("Left in place: %1").arg(translated(item.refused->message));
    if (item.companion)
        return Words::tr("Moves with its photo (%1)").arg(companion(*item.companion));
    QStringList lines;
    if (item.evidence)
        lines += evidence(*item.evidence);
    QStringList losses;
    for (const KeeperLoss& loss : item.losses)
        losses += text::loss(loss);
    if (!losses.isEmpty())
        lines += Words::tr("Is lost: %1").arg(losses.join(QStringLiteral(", ")));
    if (!item.mergedInto.empty())
        lines += Words::tr("Its metadata is kept in %1").arg(displayName(item.mergedInto));
    QStringList staying;
    for (const Companion& companion : item.staying)
        staying += displayName(companion.file.path);
    if (!staying.isEmpty())
        lines += Words::tr("Stays in its folder: %1").arg(staying.join(QStringLiteral(", ")));
    return lines.join(QLatin1Char('\n'));
}

QString sidecarStep(const ReportedSidecar& sidecar)
{
    if (sidecar.refused)
        return translated(sidecar.refused->message);
    QStringList fields;
    for (const MergedField field : sidecar.fields)
        fields += text::mergedField(field);
    const QString all = fields.join(QStringLiteral(", "));
    return sidecar.replaces
               ? Words::tr("Added to this sidecar: %1").arg(all)
               : Words::tr("Written next to %1: %2").arg(displayName(sidecar.keeper), all);
}

} // namespace lookalike::text
