// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>

namespace lookalike {

class LibrarySession;
struct LibraryStatus;

/// Starts indexing where the user need not ask for it: once the library is open, and when a full
/// disk has free space again. Knows no widget. GUI thread.
class IndexingScheduler : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive it. While a disk is full, its free space is checked every
    /// `retryInterval`.
    explicit IndexingScheduler(LibrarySession& session, QObject* parent = nullptr,
                               std::chrono::milliseconds retryInterval = std::chrono::seconds(5));

    /// Whether opening a library looks for new photos even where none is known to be unread.
    void setChecksAtStart(bool checks) { m_checksAtStart = checks; }

private:
    void startOnceOpened(const LibraryStatus& status);
    void retryOnceSpaceIsFree();

    LibrarySession& m_session;
    QTimer m_diskSpaceRetry;
    bool m_checksAtStart = true;
    bool m_statusSeen = false;  ///< of the library that is open
    bool m_wasReopened = false; ///< another model may have to read all photos
};

} // namespace lookalike
