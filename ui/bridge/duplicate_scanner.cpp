// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/duplicate_scanner.h"

namespace lookalike {

DuplicateScanner::DuplicateScanner(Background& background)
    : PausableTask(background)
    , m_groups(background, BackgroundRunner::Policy::LatestWins)
{
    connect(&background, &Background::libraryChanged, this, &DuplicateScanner::forgetReload);
}

void DuplicateScanner::forgetReload()
{
    m_groups.cancel();
    m_loading = false;
    m_loadAgain = false;
}

void DuplicateScanner::setScope(const DuplicateScope& scope)
{
    if (!(scope == m_scope)) {
        cancel();
        m_scope = scope;
        forgetReload(); // an answer for the old scope must not arrive any more
    }
    reload();
}

void DuplicateScanner::reload()
{
    m_loadAgain = m_loading;
    if (m_loading)
        return;
    m_loading = m_groups.start(
        this,
        [scope = m_scope](PhotoLibrary& library, const std::stop_token& stop) {
            return library.duplicates().groups(scope, stop);
        },
        [this](Result<std::vector<DuplicateGroup>> groups) { deliver(std::move(groups)); });
}

void DuplicateScanner::deliver(Result<std::vector<DuplicateGroup>> groups)
{
    m_loading = false;
    if (groups)
        Q_EMIT groupsLoaded(
            std::make_shared<const std::vector<DuplicateGroup>>(std::move(*groups)));
    else if (groups.error().code != ErrorCode::Cancelled)
        Q_EMIT groupsFailed(groups.error());
    if (m_loadAgain)
        reload();
}

void DuplicateScanner::startFor(std::vector<ContentId> photos)
{
    DuplicateScope scope = m_scope;
    scope.photos = std::move(photos);
    const bool runs = run(
        [scope, found = runner().toGuiThread(this, &DuplicateScanner::reload)](
            PhotoLibrary& library, const ProgressCallback& progress, const std::stop_token& stop,
            PauseGate* gate) {
            return library.duplicates().scan(scope, progress, found, stop, gate);
        },
        [this](const Result<DuplicateScanSummary>& summary) {
            reload();
            if (summary)
                Q_EMIT finished(*summary);
            else
                Q_EMIT failed(summary.error());
        });
    if (!runs)
        return;
    m_lastScope = std::move(scope);
    Q_EMIT started();
}

} // namespace lookalike
