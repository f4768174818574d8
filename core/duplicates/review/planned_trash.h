// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/metadata_merges.h"
#include "core/duplicates/review/trash_report.h"
#include "core/files/trash/trash.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <vector>

namespace lookalike {

/// What a selection asks of the trash, as tasks for it, and the report as far as it is known before
/// the trash has looked at any file.
struct PlannedTrash {
    std::vector<TrashTask> tasks;
    /// In `files`, of the tasks' victims and companions one after the other.
    std::vector<std::size_t> places;
    std::vector<ReportedFile> files;
    std::vector<std::filesystem::path> protectedFolders;
    std::set<ContentHash> protectedPhotos;
    std::vector<MergeRequest> merges; ///< of the tasks, in their order; none without a merge
    std::map<std::filesystem::path, std::vector<MergedField>> merged; ///< by sidecar

    /// Reports a file for which there is no task; `why` names its path.
    void addRefused(std::uint64_t bytes, const Error& why);
    /// The tasks whose number is in `errors` stay out of the trash.
    void refuse(const std::map<std::size_t, Error>& errors);
    [[nodiscard]] TrashReport report(const TrashOutcome& outcome, bool isPreview) const;
};

[[nodiscard]] ExpectedFile expected(const CatalogPhoto& photo);
[[nodiscard]] ReportedFile reported(const FileOutcome& outcome);

} // namespace lookalike
