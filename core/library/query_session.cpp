// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/query_session.h"

#include <utility>

namespace lookalike {

Result<QuerySession> QuerySession::open(const LibraryParts& parts, Engines& engines,
                                        const std::stop_token& stop)
{
    const auto engine = engines.ensureSearchEngine();
    if (!engine)
        return fail(engine);
    auto reader = parts.catalog.reader();
    if (!reader)
        return fail(reader);
    QuerySession session;
    session.m_engine = *engine;
    session.m_reader = std::move(*reader);
    session.m_index = (*engine)->index();
    session.m_fit = (*engine)->fit();
    session.m_stop = stop;
    return session;
}

} // namespace lookalike
