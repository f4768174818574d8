// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of a list of photos, and what their headings say. GUI thread.
#pragma once

#include "core/library/photo_list.h"

#include <QString>
#include <span>
#include <vector>

namespace lookalike {

enum class PhotoGrouping { Day, Month, Year, Folder, Letter, Size, None };

/// The first row of each section; `places` are those of the rows in the list. Rows follow one
/// another as the order of the list has them.
[[nodiscard]] std::vector<int>
sectionStarts(const PhotoList& list, std::span<const std::uint32_t> places, PhotoGrouping grouping);
/// What stands over the photo at this place: "Monday, 12 May 2024", "May 2024", "Pictures/Lake",
/// "A", "Under 1 MB"; empty for None.
[[nodiscard]] QString sectionHeading(const PhotoList& list, std::size_t place,
                                     PhotoGrouping grouping);

} // namespace lookalike
