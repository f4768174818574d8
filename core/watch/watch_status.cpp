// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watch/watch_status.h"

namespace lookalike {

const char* watchGapName(WatchGap gap) noexcept
{
    switch (gap) {
    case WatchGap::None:
        break;
    case WatchGap::Network:
        return "network";
    case WatchGap::NoMoreWatches:
        return "no_more_watches";
    case WatchGap::Unsupported:
        return "unsupported";
    case WatchGap::Missing:
        return "missing";
    }
    return "none";
}

} // namespace lookalike
