// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/content_hash.h"

#include <cstdint>
#include <filesystem>

namespace lookalike {

/// What the user said about a photo in a review of duplicates that has not ended. It belongs to the
/// content, so that it survives moves of the file, rescans and other models.
struct ReviewMark {
    ContentHash content;
    std::filesystem::path path; ///< where the file was; tells files with the same bytes apart
    bool goes = false;          ///< marked for the trash
    bool keeper = false;        ///< chosen to stay
    bool byHand = false;        ///< marked or unmarked alone, not with the suggestion
    std::int64_t markedAt = 0;  ///< seconds since 1970
    bool operator==(const ReviewMark&) const = default;
};

} // namespace lookalike
