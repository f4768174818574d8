// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library_explanation.h"

#include "ui/bridge/library_session.h"
#include "ui/state/library_readiness.h"
#include "ui/text/display_text.h"
#include "ui/text/translated.h"

namespace lookalike {

std::optional<EmptyState::Content> libraryExplanation(LibrarySession& session,
                                                      const LibraryReadiness& readiness,
                                                      const LibraryExplanation& page)
{
    if (const auto& error = readiness.openError()) {
        const bool isDamaged = error->code == ErrorCode::Broken;
        return EmptyState::Content{
            QStringLiteral("warning"), translated(error->message), displayText(error->path),
            isDamaged ? EmptyState::tr("Restore a backup…") : EmptyState::tr("Try again"),
            isDamaged ? page.showBackups : [&session] { session.open(); }};
    }
    if (!readiness.isStatusKnown())
        return EmptyState::Content(); // nothing is known yet, and nothing wrong is claimed
    if (session.status().folders.empty())
        return EmptyState::Content{QStringLiteral("folder-add"),
                                   EmptyState::tr("Drop a folder of photos here"), page.purpose,
                                   EmptyState::tr("Choose a folder…"), page.addFolder};
    return std::nullopt;
}

EmptyState::Content noPhotosExplanation(LibrarySession& session)
{
    return {QStringLiteral("picture"),
            EmptyState::tr("There are no photos to show yet"),
            session.indexing().isRunning()
                ? EmptyState::tr("Photos appear as soon as they are read.")
                : EmptyState::tr("Add a folder with photos."),
            {},
            {}};
}

} // namespace lookalike
