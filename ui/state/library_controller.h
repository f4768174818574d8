// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "ui/bridge/background_runner.h"
#include "ui/state/known_photos.h"

#include <QElapsedTimer>
#include <QObject>
#include <memory>
#include <optional>

namespace lookalike {

class LibrarySession;

/// The list of all photos in the order and with the filter that the user chose, kept in step with
/// the library while the user looks at it. Knows no widget. GUI thread.
class LibraryController : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive it.
    explicit LibraryController(LibrarySession& session, QObject* parent = nullptr);

    [[nodiscard]] const PhotoListRequest& request() const { return m_request; }
    void setOrder(PhotoOrder order, bool descending);
    void setFilter(const ContentFilter& filter);
    /// Of the grid that shows the photos; has a meaning for photos by likeness.
    void setColumns(std::size_t columns);

    /// Never null; of another request until listChanged().
    [[nodiscard]] const std::shared_ptr<const PhotoList>& list() const { return m_list; }
    /// list() answers request(), at least with the first photos.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    /// All photos are in list().
    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    /// Why there is no list; empty where there is one or none was asked for.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] KnownPhotos& photos() { return m_photos; }

    /// Tells whether the user looks at the list. Photos that come and go change it only meanwhile,
    /// and otherwise when it is shown again.
    void setWatched(bool watched);
    void tryAgain();

Q_SIGNALS:
    /// list() is about to be another one, of the same request or of another.
    void aboutToChange();
    void listChanged();
    /// isKnown(), isWhole(), error() or request() has another answer.
    void stateChanged();

private:
    void ask(const PhotoListRequest& request);
    void renew();
    void renewWhileReading();
    void start();
    void take(const std::shared_ptr<const PhotoList>& list, bool isWhole);

    LibrarySession& m_session;
    PhotoListRequest m_request;
    std::size_t m_columns = 1;
    std::shared_ptr<const PhotoList> m_list;
    PhotoListRequest m_listed; ///< what m_list answers
    std::optional<Error> m_error;
    bool m_isKnown = false;
    bool m_isWhole = false;
    bool m_isOutdated = true;
    bool m_isWatched = false;
    int m_starts = 0;        ///< what an earlier one delivers is of no use
    QElapsedTimer m_started; ///< since the last start
    qint64 m_listMs = 0;     ///< how long that took
    KnownPhotos m_photos;
    BackgroundRunner m_lister;
};

} // namespace lookalike
