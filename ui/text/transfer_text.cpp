// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/transfer_text.h"

#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/words.h"

#include <algorithm>

namespace lookalike::text {

namespace {

QString lostText(std::uint64_t files)
{
    return Words::tr("%Ln file(s) lost tags or access rights, which this drive cannot hold.",
                     nullptr, static_cast<int>(files));
}

} // namespace

std::uint64_t failedPhotos(const TransferOutcome& outcome)
{
    return static_cast<std::uint64_t>(
        std::ranges::count_if(outcome.files, [](const TransferredFile& file) {
            return file.error && file.error->code != ErrorCode::Cancelled && !file.isCompanion;
        }));
}

QString transferred(const TransferOutcome& outcome, const std::filesystem::path& folder)
{
    const QString name = displayName(folder);
    const QString amount = photos(outcome.photos);
    const QString size = bytes(outcome.bytes);
    const bool isMove = outcome.kind == TransferKind::Move;
    QStringList sentences;
    if (outcome.photos == 0)
        sentences << (isMove ? Words::tr("No photo was moved.")
                             : Words::tr("No photo was copied."));
    else
        sentences << (isMove ? Words::tr("Moved %1 (%2) to %3.")
                             : Words::tr("Copied %1 (%2) to %3."))
                         .arg(amount, size, name);
    if (const std::uint64_t failed = failedPhotos(outcome); failed > 0)
        sentences << (isMove ? Words::tr("Left in place: %1.") : Words::tr("Not copied: %1."))
                         .arg(photos(failed));
    if (outcome.bare > 0)
        sentences << lostText(outcome.bare);
    if (outcome.cancelled)
        sentences << Words::tr("Stopped before the others.");
    return sentences.join(QLatin1Char(' '));
}

QString transferUndone(const TransferOutcome& outcome)
{
    const bool isMove = outcome.kind == TransferKind::Move;
    QStringList sentences;
    if (outcome.photos > 0 && isMove)
        sentences << Words::tr("Moved %1 back to where they were.").arg(photos(outcome.photos));
    else if (outcome.photos > 0)
        sentences << Words::tr("Removed the copies of %1.").arg(photos(outcome.photos));
    if (const std::uint64_t failed = failedPhotos(outcome); failed > 0)
        sentences << (isMove ? Words::tr("%1 could not be moved back.")
                             : Words::tr("The copies of %1 stay."))
                         .arg(photos(failed));
    if (outcome.bare > 0)
        sentences << lostText(outcome.bare);
    return sentences.join(QLatin1Char(' '));
}

QString leavesLibrary(const TransferPreview& preview, const std::filesystem::path& folder)
{
    return Words::tr("%1 is not in a folder of the library. After the move, %2 will no longer be "
                     "found in searches. The files themselves are not changed.")
        .arg(displayName(folder), photos(preview.photos - preview.isProtected));
}

} // namespace lookalike::text
