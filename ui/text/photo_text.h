// SPDX-License-Identifier: GPL-3.0-or-later
// What tiles say of photos. GUI thread.
#pragma once

#include "core/library/search_request.h"

#include <QDate>
#include <QString>
#include <cstdint>
#include <vector>

namespace lookalike::text {

/// What a tile says of how well the photo answers the query: "0.97" of pictures, "strong" of words.
[[nodiscard]] QString score(const SearchHit& photo);
/// "strong", "likely", "weak".
[[nodiscard]] QString band(ScoreBand band);
/// "Strong match", and what that means.
[[nodiscard]] QString match(ScoreBand band);
[[nodiscard]] QString matchMeaning(ScoreBand band);
/// "More like this", "Less like this".
[[nodiscard]] QString mark(QueryMark::Kind kind);
/// "more", "less": on a tile.
[[nodiscard]] QString markBadge(QueryMark::Kind kind);
/// "RAW + Live": what belongs to the picture; empty where there is nothing to tell.
[[nodiscard]] QString companions(const std::vector<Companion>& companions);
/// "3 copies"; empty for one.
[[nodiscard]] QString copies(int count);
/// "12 shots": a burst.
[[nodiscard]] QString shots(int count);
/// "May 2024".
[[nodiscard]] QString month(const QDate& date);
/// "Under 100 kB", "5 MB and more".
[[nodiscard]] QString under(std::uint64_t bytes);
[[nodiscard]] QString atLeast(std::uint64_t bytes);

} // namespace lookalike::text
