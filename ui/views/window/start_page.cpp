// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/start_page.h"

#include "ui/bridge/library_session.h"
#include "ui/models/folders_model.h"
#include "ui/state/query_history.h"
#include "ui/views/page.h"
#include "ui/views/window/page_stack.h"

#include <QSettings>

namespace lookalike {

namespace {

const QString kHadPhotosKey = QStringLiteral("library/hadPhotos");
const QString kLibraryPage = QStringLiteral("library");
const QString kSearchPage = QStringLiteral("search");

} // namespace

StartPage::StartPage(const LibrarySession& session, PageStack& pages, const QueryHistory& history,
                     const QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_pages(pages)
{
    connect(&pages, &PageStack::shown, this, [this] {
        if (m_isChoosing)
            return;
        m_isDecided = true;
        Q_EMIT left();
    });
    const QString restored = pages.current().name();
    m_isDecided =
        restored != kLibraryPage && (restored != kSearchPage || !history.current().isEmpty());
    if (m_isDecided)
        return;
    // Until the library is open, it is taken to be as it was; so the window opens on its page
    // without showing another one first.
    const bool hadPhotos = settings.value(kHadPhotosKey, false).toBool();
    choose(hadPhotos ? kLibraryPage : kSearchPage);
    connect(&session, &LibrarySession::statusChanged, this, &StartPage::decide);
    // What the program was started with is faster.
    connect(&history, &QueryHistory::queryChanged, this, [this] { m_isDecided = true; });
}

void StartPage::decide(const LibraryStatus& status)
{
    if (m_isDecided)
        return;
    const bool hasPhotos = indexedPhotos(status) > 0;
    choose(hasPhotos ? kLibraryPage : kSearchPage);
    m_isDecided = hasPhotos;
}

void StartPage::choose(const QString& page)
{
    m_isChoosing = true;
    m_pages.showPage(*m_pages.find(page));
    m_isChoosing = false;
}

void StartPage::save(QSettings& settings) const
{
    settings.setValue(kHadPhotosKey, indexedPhotos(m_session.status()) > 0);
}

} // namespace lookalike
