// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/drop_reader.h"
#include "ui/bridge/picture_fetcher.h"

#include <QObject>

namespace lookalike {

class NoticeBar;
class QueryHistory;

/// Takes what the user drops or pastes: pictures go into the query, those on the web once they are
/// fetched; foldersDropped() hands folders on. GUI thread.
class PictureDrops : public QObject {
    Q_OBJECT

public:
    /// Both must outlive it.
    PictureDrops(QueryHistory& history, NoticeBar& notice, QObject* parent = nullptr);

    /// Its pictures become a new query, or are added to the current one.
    void take(const Drop& drop, bool addToQuery);
    /// Folders for the library and files for a new query; nothing happens where both are empty.
    void takeFiles(const std::vector<std::filesystem::path>& folders,
                   const std::vector<std::filesystem::path>& pictures);
    /// Takes what is on the clipboard, as a new query.
    void paste();

Q_SIGNALS:
    void foldersDropped(const std::vector<std::filesystem::path>& folders);

private:
    void fetch(const QList<QUrl>& urls);
    void stopFetching();
    void hideFetching();

    QueryHistory& m_history;
    NoticeBar& m_notice;
    PictureFetcher m_fetcher;
    QString m_fetching; ///< what the notice says while a picture comes from the web
};

} // namespace lookalike
