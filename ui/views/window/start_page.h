// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSettings;

namespace lookalike {

class LibrarySession;
class PageStack;
class QueryHistory;
struct LibraryStatus;

/// Chooses the page that the window opens on. A page that the user has left something on comes
/// back, as in other photo programs; an empty search is nothing to come back to, so all photos are
/// shown then, where there are some: at the start, or as soon as the first ones have been read.
/// GUI thread.
class StartPage : public QObject {
    Q_OBJECT

public:
    /// All must outlive it. To be made when `pages` and `history` are restored.
    StartPage(const LibrarySession& session, PageStack& pages, const QueryHistory& history,
              const QSettings& settings, QObject* parent);

    void save(QSettings& settings) const;

Q_SIGNALS:
    /// Another page than the one it chose is shown.
    void left();

private:
    void decide(const LibraryStatus& status);
    void choose(const QString& page);

    const LibrarySession& m_session;
    PageStack& m_pages;
    bool m_isDecided = false;
    bool m_isChoosing = false;
};

} // namespace lookalike
