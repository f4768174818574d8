// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_train/progress.h"

#include <algorithm>
#include <cstdio>

namespace lookalike {

std::string clockText(double seconds)
{
    const int whole = std::max(0, static_cast<int>(seconds));
    char text[32];
    std::snprintf(text, sizeof text, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    return text;
}

void CountPrinter::operator()(std::int64_t done, std::int64_t total)
{
    const auto now = std::chrono::steady_clock::now();
    if (done < total && now - m_last < std::chrono::seconds(5))
        return;
    m_last = now;
    std::printf("%lld of %lld photos\n", static_cast<long long>(done),
                static_cast<long long>(total));
    std::fflush(stdout);
}

} // namespace lookalike
