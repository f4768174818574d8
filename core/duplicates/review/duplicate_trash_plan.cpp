// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/duplicate_trash_plan.h"

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

/// Whether the keeper's merged metadata make up for a loss.
bool isKept(const KeeperLoss& loss, const DescriptiveMetadata& merged)
{
    switch (loss.kind) {
    case KeeperLossKind::Date:
        return !merged.takenAt.empty();
    case KeeperLossKind::Place:
        return merged.place.has_value();
    case KeeperLossKind::Rating:
        return merged.rating.has_value();
    case KeeperLossKind::Keywords:
    case KeeperLossKind::Title:
    case KeeperLossKind::Caption:
    case KeeperLossKind::Faces:
    case KeeperLossKind::PlaceName:
        return true;
    default:
        return false;
    }
}

} // namespace

ExpectedFile expected(const FileRow& file, const ContentRow& content)
{
    return {file.path, file.stamp, content.hash};
}

TrashItem itemFrom(const FileOutcome& outcome)
{
    TrashItem item;
    item.path = outcome.origin;
    item.bytes = outcome.bytes;
    item.refused = outcome.error;
    item.keeper = outcome.survivor;
    return item;
}

void DuplicateReviewCore::Plan::refuse(const std::map<std::size_t, Error>& errors)
{
    std::vector<TrashTask> left;
    std::vector<std::size_t> leftPlaces;
    std::size_t place = 0;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const std::size_t files = tasks[i].victims.size() + tasks[i].companions.size();
        const std::span all(places.begin() + static_cast<std::ptrdiff_t>(place), files);
        place += files;
        const auto error = errors.find(i);
        if (error == errors.end()) {
            leftPlaces.insert(leftPlaces.end(), all.begin(), all.end());
            left.push_back(std::move(tasks[i]));
            continue;
        }
        for (const std::size_t item : all) {
            items[item].refused = error->second;
            items[item].refused->path = items[item].path;
        }
    }
    tasks = std::move(left);
    places = std::move(leftPlaces);
}

TrashReport DuplicateReviewCore::Plan::report(const TrashOutcome& outcome, bool isPreview) const
{
    TrashReport report;
    report.items = items;
    for (std::size_t i = 0; i < outcome.files.size(); ++i) {
        TrashItem& item = report.items[places[i]];
        TrashItem done = itemFrom(outcome.files[i]);
        done.companion = item.companion;
        done.staying = std::move(item.staying);
        done.losses = std::move(item.losses);
        done.mergedInto = std::move(item.mergedInto);
        if (done.refused)
            done.mergedInto.clear();
        item = std::move(done);
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

Result<> DuplicateReviewCore::addSidecars(Plan& plan, Trash& bin, std::stop_token stop) const
{
    if (plan.merges.empty())
        return {};
    const auto opened = m_catalog.reader();
    if (!opened)
        return fail(opened);
    // Nothing is taken over from a photo that is known to stay.
    const TrashOutcome looked = bin.check(plan.tasks, plan.protectedFolders, CheckDepth::Stamps);
    std::vector<std::size_t> numbers;
    std::vector<MergeRequest> requests;
    std::size_t file = 0;
    for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
        if (!looked.files[file].error) {
            numbers.push_back(i);
            requests.push_back(std::move(plan.merges[i]));
        }
        file += plan.tasks[i].victims.size() + plan.tasks[i].companions.size();
    }
    const auto merges = MetadataMerges(m_decoder, **opened, stop).plan(requests);
    if (stop.stop_requested())
        return {}; // nothing goes any more
    std::map<std::size_t, Error> errors;
    file = 0;
    std::size_t next = 0;
    for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
        TrashTask& task = plan.tasks[i];
        TrashItem& item = plan.items[plan.places[file]];
        file += task.victims.size() + task.companions.size();
        if (next == numbers.size() || numbers[next] != i)
            continue;
        const MergeRequest& request = requests[next];
        const PlannedMerge& merge = merges[next++];
        if (merge.error) {
            errors[i] = {merge.error->code,
                         "What it carries cannot be kept: %1"_msg(merge.error->messageWithPath()),
                         {}};
            continue;
        }
        std::erase_if(item.losses,
                      [&merge](const KeeperLoss& loss) { return isKept(loss, merge.merged); });
        if (!merge.sidecar)
            continue;
        item.mergedInto = merge.sidecar->path;
        plan.merged[merge.sidecar->path] = merge.fields;
        task.sidecar = merge.sidecar;
        // The photo that takes over is the one that stays for it.
        task.survivors = {expected(request.keeper.file, request.keeper.content)};
    }
    plan.refuse(errors);
    return {};
}

} // namespace lookalike
