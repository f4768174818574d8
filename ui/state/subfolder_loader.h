// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <deque>
#include <filesystem>
#include <vector>

namespace lookalike {

class LibrarySession;

/// Looks up which folders lie in a folder of the library, and says when what it found may be old.
/// GUI thread.
class SubfolderLoader : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive it.
    explicit SubfolderLoader(LibrarySession& session, QObject* parent = nullptr);

    /// found() or failed() follows, unless the library is closed. One folder at a time, so that
    /// other work is not held up; the last `urgent` one comes first.
    void ask(FolderId root, const std::filesystem::path& folder, bool urgent);
    /// Whether outdated() is of use.
    void setWatched(bool watched);

Q_SIGNALS:
    void found(const std::filesystem::path& folder,
               const std::vector<lookalike::SubfolderRow>& folders);
    void failed(const std::filesystem::path& folder);
    /// Photos have come or gone; not too often.
    void outdated();

private:
    struct Question {
        FolderId root;
        std::filesystem::path folder;
    };
    void tellSoon();
    void askNext();

    LibrarySession& m_session;
    std::deque<Question> m_waiting;
    bool m_isAsking = false;
    QTimer m_soon;
    QElapsedTimer m_told; ///< since outdated()
    qint64 m_restMs = 0;  ///< before it is told again
    bool m_isWatched = false;
};

} // namespace lookalike
