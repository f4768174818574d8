// SPDX-License-Identifier: GPL-3.0-or-later
// Between what the user selects and the trash. For DuplicateReviewCore's sources alone.
#pragma once

#include "core/duplicates/review/duplicate_review_core.h"
#include "core/duplicates/review/metadata_merges.h"

#include <cstddef>
#include <map>
#include <vector>

namespace lookalike {

/// What was asked for as tasks for the trash, and what the catalog already knows must not be.
struct DuplicateReviewCore::Plan {
    std::vector<TrashTask> tasks;
    /// In the report, of the tasks' victims and companions one after the other.
    std::vector<std::size_t> places;
    std::vector<TrashItem> items; ///< the report as far as it is known
    std::vector<std::filesystem::path> protectedFolders;
    std::vector<MergeRequest> merges; ///< of the tasks, in their order; none without a merge
    std::map<std::filesystem::path, std::vector<MergedField>> merged; ///< by sidecar

    /// The tasks whose number is in `errors` stay out of the trash.
    void refuse(const std::map<std::size_t, Error>& errors);
    [[nodiscard]] TrashReport report(const TrashOutcome& outcome, bool isPreview) const;
};

[[nodiscard]] ExpectedFile expected(const FileRow& file, const ContentRow& content);
[[nodiscard]] TrashItem itemFrom(const FileOutcome& outcome);

} // namespace lookalike
