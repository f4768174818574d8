// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/pair_preview.h"

#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/views/duplicates/trash_list.h"

namespace lookalike {

PairPreview::PairPreview(LibrarySession& session, TrashList& list)
    : QObject(&list)
    , m_session(session)
    , m_preview(new PhotoPreview(session.background(), list.window()))
{
    connect(&list, &TrashList::previewRequested, this, &PairPreview::show);
    connect(m_preview, &PhotoPreview::moveRequested, &list, &TrashList::previewAt);
    connect(m_preview, &PhotoPreview::closed, &list, qOverload<>(&QWidget::setFocus));
}

void PairPreview::show(const std::filesystem::path& photo, const std::filesystem::path& keeper,
                       const PreviewPlace& place)
{
    std::optional<PhotoPreview::Companion> stays;
    if (!keeper.empty())
        stays = {photoOf(keeper, tr("Stays: %1").arg(lookalike::displayText(keeper))), {}};
    m_preview->show(photoOf(photo, tr("Goes: %1").arg(lookalike::displayText(photo))), place,
                    stays);
}

PreviewPhoto PairPreview::photoOf(const std::filesystem::path& path, const QString& caption) const
{
    return {path,
            displayName(path),
            caption,
            m_session.thumbnails().find(path, TrashList::kThumbnailSource),
            {}};
}

} // namespace lookalike
