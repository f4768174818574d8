// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/search_runner.h"

namespace lookalike {

SearchRunner::SearchRunner(Background& background)
    : m_runner(background, BackgroundRunner::Policy::LatestWins)
{}

void SearchRunner::search(SearchRequest request)
{
    m_runner.start(
        this,
        [request = std::move(request)](PhotoLibrary& library, const std::stop_token& stop) {
            return library.search(request, stop);
        },
        &SearchRunner::finished, &SearchRunner::failed);
}

} // namespace lookalike
