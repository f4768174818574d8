// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/picture_drops.h"

#include "ui/state/query_history.h"
#include "ui/widgets/notice_bar.h"

#include <QClipboard>
#include <QGuiApplication>

namespace lookalike {

PictureDrops::PictureDrops(QueryHistory& history, NoticeBar& notice, QObject* parent)
    : QObject(parent)
    , m_history(history)
    , m_notice(notice)
{
    connect(&m_history, &QueryHistory::termsReplaced, this, &PictureDrops::stopFetching);
    connect(&m_fetcher, &PictureFetcher::fetched, this,
            [this](const QUrl& url, const PictureBytes& bytes) {
                hideFetching();
                const QString name = url.fileName().isEmpty() ? url.host() : url.fileName();
                m_history.addTerms({queryPicture(bytes, name)});
            });
    connect(&m_fetcher, &PictureFetcher::failed, this,
            [this](const QUrl&, const QString& reason) { m_notice.showError(reason); });
}

void PictureDrops::take(const Drop& drop, bool addToQuery)
{
    if (!drop.folders.empty())
        Q_EMIT foldersDropped(drop.folders);
    if (!drop.pictures.empty() && addToQuery)
        m_history.addTerms(drop.pictures);
    else if (!drop.pictures.empty())
        m_history.setTerms(drop.pictures);
    if (!drop.downloads.isEmpty()) {
        if (!addToQuery) {
            stopFetching();
            m_history.clear();
        }
        fetch(drop.downloads);
    }
    if (drop.folders.empty() && drop.pictures.empty() && drop.downloads.isEmpty())
        m_notice.showError(tr("This contains no picture or folder."));
}

void PictureDrops::takeFiles(const std::vector<std::filesystem::path>& folders,
                             const std::vector<std::filesystem::path>& pictures)
{
    if (folders.empty() && pictures.empty())
        return;
    Drop drop;
    drop.folders = folders;
    for (const auto& path : pictures)
        drop.pictures.push_back(queryPicture(path));
    take(drop, false);
}

void PictureDrops::paste()
{
    const QMimeData* content = QGuiApplication::clipboard()->mimeData();
    if (content != nullptr)
        take(readDrop(*content), false);
}

void PictureDrops::fetch(const QList<QUrl>& urls)
{
    m_fetching = tr("Downloading the picture from %1…").arg(urls.front().host());
    m_notice.showOngoing(m_fetching);
    for (const QUrl& url : urls)
        m_fetcher.fetch(url);
}

void PictureDrops::stopFetching()
{
    m_fetcher.forget();
    hideFetching();
}

void PictureDrops::hideFetching()
{
    m_notice.withdraw(m_fetching);
}

} // namespace lookalike
