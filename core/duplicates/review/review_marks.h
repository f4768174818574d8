// SPDX-License-Identifier: GPL-3.0-or-later
// What the user marked in a review that has not ended. Any thread.
#pragma once

#include "core/catalog/review_mark.h"
#include "core/duplicates/review/duplicate_group.h"

#include <span>
#include <string>
#include <vector>

namespace lookalike {

struct StoredReview {
    std::vector<ReviewMark> marks; ///< ascending by content, then by path
    /// ContentHash::hex() of the first photo of the group that was looked at last; may be empty.
    std::string place;
};

/// Returns for each member of the group the mark that is about it, or null. Of files with the same
/// bytes, those that were moved are told by their names; a mark that may be about either of two is
/// about none. `marks` are in the order of StoredReview.
[[nodiscard]] std::vector<const ReviewMark*> marksOf(const DuplicateGroup& group,
                                                     std::span<const ReviewMark> marks);

} // namespace lookalike
