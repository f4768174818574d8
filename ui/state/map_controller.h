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
    /// A photo that was asked for, and is not there any more.
    [[nodiscard]] bool isMissing(ContentId content) const { return m_photos.isMissing(content); }
    /// Looks these up, in place of all that an earlier call still waits for: known() follows.
    void ask(const std::vector<ContentId>& contents);

    /// Looks up what is selected, however much it is, in place of what was selected before:
    /// selectionKnown() follows, at once where all of it is known.
    void select(std::vector<ContentId> contents);
    /// Forgets it until the next select().
    void deselect();
    [[nodiscard]] bool isSelectionKnown() const { return m_isSelectionKnown; }
    /// What select() was given, in its order; empty until it is known.
    [[nodiscard]] const std::vector<SearchHit>& selection() const { return m_selection; }

Q_SIGNALS:
    /// map() is about to become another one.
    void mapAboutToChange();
    void mapChanged();
    /// isBusy() or error() has another answer.
    void stateChanged();
    /// photo() has new answers.
    void known();
    void selectionKnown();

private:
    void make(MapOrder order);
    void take(PhotoMap map);
    void replaceMap(PhotoMap map);

    LibrarySession& m_session;
    PhotoMap m_map;
    std::optional<Error> m_error;
    bool m_isKnown = false;
    bool m_isOutdated = true;
    bool m_isWatched = false;
    KnownPhotos m_photos;
    std::vector<SearchHit> m_selection;
    bool m_isSelectionKnown = true;
    BackgroundRunner m_maker;
    BackgroundRunner m_selector;
};

} // namespace lookalike
