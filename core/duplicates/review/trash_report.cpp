// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/trash_report.h"

#include <algorithm>

namespace lookalike {

std::uint64_t TrashReport::refusedFiles() const
{
    return static_cast<std::uint64_t>(std::ranges::count_if(
        items, [](const ReportedFile& item) { return item.refused.has_value(); }));
}

std::uint64_t TrashReport::refusedSidecars() const
{
    return static_cast<std::uint64_t>(std::ranges::count_if(
        sidecars, [](const ReportedSidecar& sidecar) { return sidecar.refused.has_value(); }));
}

} // namespace lookalike
