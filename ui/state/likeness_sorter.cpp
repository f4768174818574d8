// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/likeness_sorter.h"

#include "core/base/log.h"
#include "ui/bridge/library_session.h"

namespace lookalike {

LikenessSorter::LikenessSorter(LibrarySession& session, QObject* parent)
    : QObject(parent)
    , m_runner(session.background(), BackgroundRunner::Policy::LatestWins)
{}

void LikenessSorter::sort(std::vector<ContentId> contents, std::size_t columns, Then then)
{
    const bool runs = m_runner.start(
        this,
        [contents, columns](PhotoLibrary& library, const std::stop_token& stop) {
            return library.sortByLikeness(contents, columns, stop);
        },
        [contents, then](Result<std::vector<ContentId>> sorted) {
            if (!sorted)
                logWarning("Photos could not be sorted by likeness: " + sorted.error().text());
            then(sorted ? std::move(*sorted) : contents);
        });
    if (!runs)
        then(contents); // the library was closed
}

} // namespace lookalike
