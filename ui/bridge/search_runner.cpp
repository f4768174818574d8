// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/search_runner.h"

#include "ui/bridge/catch_exceptions.h"

namespace lookalike {

SearchRunner::SearchRunner(QObject* parent)
    : QObject(parent)
{}

void SearchRunner::setLibrary(std::shared_ptr<PhotoLibrary> library)
{
    m_job.cancel();
    m_library = std::move(library);
}

void SearchRunner::search(SearchRequest request)
{
    if (!m_library)
        return;
    m_job.start([this, library = m_library, request = std::move(request)](
                    const std::stop_token& stop) mutable -> LatestJob::Delivery {
        auto response = std::make_shared<Result<SearchResponse>>(
            catchExceptions([&] { return library->search(request, stop); }));
        library.reset();
        return [this, response] {
            if (response->has_value())
                Q_EMIT finished(**response);
            else
                Q_EMIT failed(response->error());
        };
    });
}

void SearchRunner::cancel()
{
    m_job.cancel();
}

bool SearchRunner::shutDown(std::chrono::milliseconds deadline)
{
    m_library.reset();
    return m_job.shutDown(deadline);
}

} // namespace lookalike
