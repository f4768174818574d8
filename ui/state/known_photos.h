// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "ui/bridge/background_runner.h"

#include <QHash>
#include <QObject>
#include <optional>
#include <vector>

namespace lookalike {

class LibrarySession;

/// What lists show of photos that they know by content, looked up off the GUI thread for those that
/// are looked at. GUI thread.
class KnownPhotos : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive it. Of more than `most` photos, those that were asked for last stay.
    KnownPhotos(LibrarySession& session, int most, QObject* parent = nullptr);

    /// Null where the photo was not asked for yet, has no file, or is known no longer. Valid until
    /// the next known(), or clear().
    [[nodiscard]] const SearchHit* photo(ContentId content) const;
    /// Returns true for a photo that was asked for and has no file.
    [[nodiscard]] bool isMissing(ContentId content) const;
    /// Looks these up, in place of all that an earlier call still waits for: known() follows. Files
    /// that pass the folders of `filter` come before other ones with the same bytes.
    void ask(const std::vector<ContentId>& contents, const ContentFilter& filter = {});
    /// Files may have moved: photos stay known, and are looked up again when they are asked for.
    void outdate() { ++m_age; }
    /// Nothing is known any more.
    void clear();

Q_SIGNALS:
    /// photo() has new answers.
    void known();

private:
    void take(const std::vector<ContentId>& asked, std::vector<SearchHit> photos, int age);

    const int m_most;
    struct Entry {
        std::optional<SearchHit> photo; ///< empty: it has no file
        int age = 0;                    ///< m_age when it was looked up
    };
    QHash<qint64, Entry> m_photos;   ///< by content
    std::vector<ContentId> m_wanted; ///< what was asked for last
    int m_age = 0;
    BackgroundRunner m_asker;
};

} // namespace lookalike
