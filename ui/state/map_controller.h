// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "ui/bridge/background_runner.h"
#include "ui/state/known_photos.h"

#include <QObject>
#include <optional>
#include <vector>

namespace lookalike {

class LibrarySession;

/// The map of the library, made off the GUI thread when it is first looked at, and what is known of
/// its photos. Knows no widget. GUI thread.
class MapController : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive it.
    explicit MapController(LibrarySession& session, QObject* parent = nullptr);

    [[nodiscard]] const PhotoMap& map() const { return m_map; }
    /// A map was made at least once since the library was opened.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    [[nodiscard]] bool isBusy() const { return m_maker.isBusy(); }
    /// Why there is no map; empty where there is one or none was asked for.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    /// Tells whether the user looks at the map. Photos that come and go change it only meanwhile,
    /// and otherwise when it is shown again.
    void setWatched(bool watched);
    /// Photos change places, for all to be near similar ones again.
    void sortAgain();

    /// What is known of a photo; null where that was not asked for yet. Valid until mapChanged().
    [[nodiscard]] const SearchHit* photo(ContentId content) const;
    /// Looks these up, in place of all that an earlier call still waits for: known() follows.
    void ask(const std::vector<ContentId>& contents);

Q_SIGNALS:
    /// map() is another one.
    void mapChanged();
    /// isBusy() or error() has another answer.
    void stateChanged();
    /// photo() has new answers.
    void known();

private:
    void make(MapOrder order);
    void take(PhotoMap map);

    LibrarySession& m_session;
    PhotoMap m_map;
    std::optional<Error> m_error;
    bool m_isKnown = false;
    bool m_isOutdated = true;
    bool m_isWatched = false;
    KnownPhotos m_photos;
    BackgroundRunner m_maker;
};

} // namespace lookalike
