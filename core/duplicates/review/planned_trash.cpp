// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/planned_trash.h"

#include <algorithm>
#include <span>
#include <utility>

namespace lookalike {

namespace {

std::uint64_t movedCompanions(const TrashOutcome& outcome)
{
    return static_cast<std::uint64_t>(std::ranges::count_if(
        outcome.files, [](const FileOutcome& file) { return file.isCompanion && !file.error; }));
}

} // namespace

ExpectedFile expected(const CatalogPhoto& photo)
{
    return {photo.file.path, photo.file.stamp, photo.content.hash};
}

ReportedFile reported(const FileOutcome& outcome)
{
    ReportedFile item;
    item.path = outcome.origin;
    item.bytes = outcome.bytes;
    item.refused = outcome.error;
    item.keeper = outcome.survivor;
    return item;
}

void PlannedTrash::addRefused(std::uint64_t bytes, const Error& why)
{
    ReportedFile& file = files.emplace_back();
    file.path = why.path;
    file.bytes = bytes;
    file.refused = why;
}

void PlannedTrash::refuse(const std::map<std::size_t, Error>& errors)
{
    std::vector<TrashTask> left;
    std::vector<std::size_t> leftPlaces;
    std::size_t place = 0;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const std::size_t count = tasks[i].victims.size() + tasks[i].companions.size();
        const std::span all(places.begin() + static_cast<std::ptrdiff_t>(place), count);
        place += count;
        const auto error = errors.find(i);
        if (error == errors.end()) {
            leftPlaces.insert(leftPlaces.end(), all.begin(), all.end());
            left.push_back(std::move(tasks[i]));
            continue;
        }
        for (const std::size_t file : all) {
            files[file].refused = error->second;
            files[file].refused->path = files[file].path;
        }
    }
    tasks = std::move(left);
    places = std::move(leftPlaces);
}

TrashReport PlannedTrash::report(const TrashOutcome& outcome, bool isPreview) const
{
    TrashReport report;
    report.items = files;
    for (std::size_t i = 0; i < outcome.files.size(); ++i) {
        ReportedFile& item = report.items[places[i]];
        const FileOutcome& done = outcome.files[i];
        item.path = done.origin;
        item.bytes = done.bytes;
        item.refused = done.error;
        item.keeper = done.survivor;
        if (item.refused)
            item.mergedInto.clear();
    }
    for (const SidecarOutcome& sidecar : outcome.sidecars) {
        if (!isPreview && !sidecar.isThere && !sidecar.error)
            continue; // no photo went that it would have been for
        const auto fields = merged.find(sidecar.path);
        report.sidecars.push_back(
            {sidecar.path, sidecar.keeper,
             fields == merged.end() ? std::vector<MergedField>() : fields->second, sidecar.replaces,
             sidecar.error});
    }
    report.companions = movedCompanions(outcome);
    report.moved = outcome.moved - report.companions;
    report.bytes = outcome.bytes;
    report.batch = outcome.batch;
    report.cancelled = outcome.cancelled;
    return report;
}

} // namespace lookalike
