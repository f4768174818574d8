// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/preview/photo_preview.h"

#include <QObject>
#include <filesystem>

namespace lookalike {

class LibrarySession;
class TrashList;

/// Shows a photo of a list that goes and the one that stays for it over the list's window. GUI
/// thread.
class PairPreview : public QObject {
    Q_OBJECT

public:
    /// Both must outlive it.
    PairPreview(LibrarySession& session, TrashList& list);

private:
    void show(const std::filesystem::path& photo, const std::filesystem::path& keeper,
              const PreviewPlace& place);
    [[nodiscard]] PreviewPhoto photoOf(const std::filesystem::path& path,
                                       const QString& caption) const;

    LibrarySession& m_session;
    PhotoPreview* m_preview;
};

} // namespace lookalike
