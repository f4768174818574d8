// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/trash_planner.h"

#include "core/duplicates/review/copy_and_keeper.h"
#include "core/duplicates/review/real_roots.h"
#include "core/duplicates/review/stored_decisions.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace lookalike {

namespace {

/// Whether it may go with `photo`: it is no photo itself, and no other one there has it, too.
Result<bool> belongsToNoOther(const Companion& companion, const FileRow& photo,
                              CatalogReader& reader)
{
    if (isPhoto(companion.kind))
        return false;
    const auto others = othersWith(companion, photo, reader);
    if (!others)
        return fail(others);
    return others->empty();
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

TrashPlanner::TrashPlanner(CatalogReader& reader, const Decoder& decoder)
    : m_reader(reader)
    , m_decoder(decoder)
{}

Result<PlannedTrash> TrashPlanner::plan(std::span<const TrashSelection> selection,
                                        TrashMode mode) const
{
    PlannedTrash plan;
    auto folders = m_reader.protectedFolders();
    if (!folders)
        return fail(folders);
    plan.protectedFolders = std::move(*folders);
    const auto decisions = m_reader.decisions();
    if (!decisions)
        return fail(decisions);
    plan.protectedPhotos = lookalike::protectedPhotos(*decisions);
    const auto rows = m_reader.folders();
    if (!rows)
        return fail(rows);
    const RealRoots roots(*rows);
    std::set<FileId> asked; // a file named twice is moved once
    for (std::size_t number = 0; number < selection.size(); ++number) {
        const TrashSelection& group = selection[number];
        const auto survivors = photos(group.survivors);
        if (!survivors)
            return fail(survivors);
        for (const FileId file : group.victims) {
            if (!asked.insert(file).second)
                continue;
            const std::size_t first = plan.files.size();
            if (auto added = addVictim(plan, file, *survivors, roots, mode); !added)
                return fail(added);
            plan.files[first].file = file;
            for (std::size_t i = first; i < plan.files.size(); ++i)
                plan.files[i].selection = number; // what goes along, too
        }
    }
    return plan;
}

Result<std::vector<CatalogPhoto>> TrashPlanner::photos(std::span<const FileId> files) const
{
    std::vector<CatalogPhoto> photos;
    for (const FileId file : files) {
        auto photo = indexedPhoto(file, m_reader);
        if (!photo)
            return fail(photo);
        if (*photo)
            photos.push_back(std::move(**photo));
    }
    return photos;
}

Result<> TrashPlanner::addVictim(PlannedTrash& plan, FileId file,
                                 const std::vector<CatalogPhoto>& survivors, const RealRoots& roots,
                                 TrashMode mode) const
{
    const auto found = indexedPhoto(file, m_reader);
    if (!found)
        return fail(found);
    if (!*found) {
        const auto row = m_reader.file(file);
        plan.addRefused(0, Error{ErrorCode::NotFound, "The photo is no longer in the library"_msg,
                                 row && *row ? (*row)->path : std::filesystem::path()});
        return {};
    }
    const CatalogPhoto& victim = **found;
    if (!roots.holds(victim.file)) {
        plan.addRefused(victim.content.bytes,
                        Error{ErrorCode::NotFound,
                              "The photo is not in a folder of the library"_msg, victim.file.path});
        return {};
    }
    if (plan.protectedPhotos.contains(victim.content.hash)) {
        plan.addRefused(
            victim.content.bytes,
            Error{ErrorCode::PermissionDenied, "The photo is protected"_msg, victim.file.path});
        return {};
    }
    TrashTask task;
    task.linkInPlace = mode.action == TrashAction::ReplaceByLink;
    const auto keeper = addSurvivors(task, victim, survivors);
    if (!keeper)
        return fail(keeper);
    if (*keeper == nullptr) {
        plan.addRefused(
            victim.content.bytes,
            Error{ErrorCode::InvalidArgument,
                  task.linkInPlace
                      ? "None of the remaining photos is identical to this one"_msg
                      : "None of the remaining photos was verified to be a copy of this one"_msg,
                  victim.file.path});
        return {};
    }
    return addTask(plan, std::move(task), victim, **keeper, mode);
}

Result<const CatalogPhoto*>
TrashPlanner::addSurvivors(TrashTask& task, const CatalogPhoto& victim,
                           const std::vector<CatalogPhoto>& survivors) const
{
    const CatalogPhoto* keeper = nullptr; // the one that the trash tries first
    for (const CatalogPhoto& survivor : survivors) {
        if (task.linkInPlace && survivor.content.id != victim.content.id)
            continue;
        const auto related = isRelated(victim, survivor, m_reader);
        if (!related)
            return fail(related);
        if (!*related)
            continue;
        if (keeper == nullptr)
            keeper = &survivor;
        task.survivors.push_back(expected(survivor));
    }
    return keeper;
}

Result<> TrashPlanner::addTask(PlannedTrash& plan, TrashTask task, const CatalogPhoto& victim,
                               const CatalogPhoto& keeper, TrashMode mode) const
{
    auto both = lookAtBoth(victim, keeper, m_reader);
    if (!both)
        return fail(both);
    task.victims.push_back(expected(victim));
    plan.places.push_back(plan.files.size());
    ReportedFile& photo = plan.files.emplace_back();
    photo.path = victim.file.path;
    photo.bytes = victim.content.bytes;
    photo.losses = lossesOf(*both);
    photo.evidence = evidenceOf(*both);
    std::vector<Companion> going;
    for (const Companion& companion : both->copy.companions) {
        const auto goes = mode.withCompanions && !task.linkInPlace
                              ? belongsToNoOther(companion, victim.file, m_reader)
                              : Result<bool>(false);
        if (!goes)
            return fail(goes);
        (*goes ? going : photo.staying).push_back(companion);
    }
    for (const Companion& companion : going) {
        task.companions.push_back({companion.file.path, companion.file.stamp, {}});
        plan.places.push_back(plan.files.size());
        ReportedFile& along = plan.files.emplace_back();
        along.path = companion.file.path;
        along.bytes = companion.file.stamp.size;
        along.companion = companion.kind;
    }
    if (mode.mergeMetadata && !task.linkInPlace)
        plan.merges.push_back(mergeRequest(std::move(*both)));
    plan.tasks.push_back(std::move(task));
    return {};
}

Result<> TrashPlanner::addSidecars(PlannedTrash& plan, Trash& bin, std::stop_token stop) const
{
    if (plan.merges.empty())
        return {};
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
    const auto merges = MetadataMerges(m_decoder, m_reader, stop).plan(requests);
    if (stop.stop_requested())
        return {}; // nothing goes any more
    std::map<std::size_t, Error> errors;
    file = 0;
    std::size_t next = 0;
    for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
        TrashTask& task = plan.tasks[i];
        ReportedFile& item = plan.files[plan.places[file]];
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
        task.survivors = {expected(request.keeper)};
    }
    plan.refuse(errors);
    return {};
}

} // namespace lookalike
