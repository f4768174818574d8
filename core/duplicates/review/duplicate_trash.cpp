// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/base/path_bytes.h"
#include "core/base/path_within.h"
#include "core/duplicates/review/duplicate_review_core.h"
#include "core/duplicates/review/duplicate_trash_plan.h"
#include "core/duplicates/verify/pair_verifier.h"
#include "core/image/format.h"

#include <algorithm>
#include <map>
#include <set>

namespace lookalike {

namespace {

/// A file that a selection names, as the catalog knows it.
struct Known {
    FileRow file;
    ContentRow content;
};

Result<std::optional<Known>> look(FileId id, CatalogReader& reader)
{
    const auto file = reader.file(id);
    if (!file)
        return fail(file);
    if (!*file || (*file)->state != FileState::Indexed)
        return std::nullopt;
    const auto content = reader.content((*file)->content);
    if (!content)
        return fail(content);
    if (!*content)
        return std::nullopt;
    return Known{**file, **content};
}

/// Whether verification found the two to be copies or shots of one scene.
Result<bool> isRelated(const Known& a, const Known& b, CatalogReader& reader)
{
    if (a.content.id == b.content.id)
        return true;
    const auto pair = reader.pair(kVerifierVersion, a.content.id, b.content.id);
    if (!pair)
        return fail(pair);
    return *pair && (*pair)->relation != RelationRow::kUnrelated;
}

/// What a victim and the photo that stays for it have, and how they are related.
struct VictimAndKeeper {
    MergePhoto victim;
    MergePhoto keeper;
    std::optional<RelationEvidence> evidence; ///< none where both are one content
    bool victimIsFirst = false;               ///< in the evidence
};

Result<VictimAndKeeper> lookAtBoth(const Known& victim, std::vector<Companion> companions,
                                   const Known& kept, CatalogReader& reader)
{
    auto beside = companionsOf(kept.file, kept.content, reader);
    if (!beside)
        return fail(beside);
    const auto pair = reader.pair(kVerifierVersion, victim.content.id, kept.content.id);
    if (!pair)
        return fail(pair);
    VictimAndKeeper both{{victim.file, victim.content, std::move(companions)},
                         {kept.file, kept.content, std::move(*beside)},
                         std::nullopt};
    if (*pair) {
        both.evidence = unpackEvidence((*pair)->evidence);
        both.victimIsFirst = (*pair)->first == victim.content.id;
    }
    return both;
}

/// What the victim has and the keeper has not.
std::vector<KeeperLoss> lossesOf(const VictimAndKeeper& both)
{
    const MergePhoto& victim = both.victim;
    const MergePhoto& keeper = both.keeper;
    KeeperCandidate goes{&victim.file, &victim.content, false, false, victim.companions};
    if (both.evidence)
        goes.isEnlarged =
            both.evidence->enlarged == (both.victimIsFirst ? Enlarged::First : Enlarged::Second);
    const KeeperCandidate stays{&keeper.file, &keeper.content, false, false, keeper.companions};
    return keeperLossList(stays, {&goes, 1});
}

/// What the two are to a merge.
MergeRequest mergeRequest(VictimAndKeeper both)
{
    const ContentRow& victim = both.victim.content;
    const ContentRow& keeper = both.keeper.content;
    bool sameFrame = victim.id == keeper.id;
    if (both.evidence) {
        const Relation relation = both.evidence->relation;
        const bool isWhole = relation == Relation::IdenticalFile ||
                             relation == Relation::IdenticalPixels ||
                             relation == Relation::Resized || relation == Relation::Recompressed;
        sameFrame = isWhole && victim.metadata.orientation == keeper.metadata.orientation;
    }
    return {std::move(both.victim), std::move(both.keeper), sameFrame};
}

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

/// The roots as they are on disk now. What a catalog says is not enough to touch a file: it may be
/// damaged, or a folder in a path may have become a link to somewhere else.
class RealRoots {
public:
    explicit RealRoots(const std::vector<FolderRow>& folders)
    {
        for (const FolderRow& folder : folders) {
            std::error_code error;
            auto real = std::filesystem::canonical(folder.path, error);
            if (!error)
                m_roots.emplace(folder.id, std::move(real));
        }
    }
    /// False also where nobody can tell.
    [[nodiscard]] bool holds(const FileRow& file) const
    {
        const auto root = m_roots.find(file.folder);
        std::error_code error;
        const auto folder = std::filesystem::canonical(file.path.parent_path(), error);
        return !error && root != m_roots.end() && isPathWithin(root->second, folder);
    }

private:
    std::map<FolderId, std::filesystem::path> m_roots;
};

TrashItem refusal(const std::filesystem::path& path, std::uint64_t bytes, ErrorCode code,
                  const Message& why)
{
    TrashItem item;
    item.path = path;
    item.bytes = bytes;
    item.refused = Error{code, why, path};
    return item;
}

} // namespace

Result<DuplicateReviewCore::Plan>
DuplicateReviewCore::plan(std::span<const TrashSelection> selection, TrashMode mode) const
{
    if (auto writable = checkWritable(); !writable)
        return fail(writable);
    const auto opened = m_catalog.reader();
    if (!opened)
        return fail(opened);
    CatalogReader& reader = **opened;
    Plan plan;
    auto folders = reader.protectedFolders();
    if (!folders)
        return fail(folders);
    plan.protectedFolders = std::move(*folders);
    const auto rows = reader.folders();
    if (!rows)
        return fail(rows);
    const RealRoots roots(*rows);
    std::set<FileId> asked; // a file named twice is moved once
    for (const TrashSelection& group : selection) {
        std::vector<Known> survivors;
        for (const FileId id : group.survivors) {
            auto known = look(id, reader);
            if (!known)
                return fail(known);
            if (*known)
                survivors.push_back(std::move(**known));
        }
        for (const FileId id : group.victims) {
            if (!asked.insert(id).second)
                continue;
            const auto victim = look(id, reader);
            if (!victim)
                return fail(victim);
            if (!*victim) {
                const auto row = reader.file(id);
                plan.items.push_back(refusal(row && *row ? (*row)->path : std::filesystem::path(),
                                             0, ErrorCode::NotFound,
                                             "The photo is no longer in the library"_msg));
                continue;
            }
            if (!roots.holds((*victim)->file)) {
                plan.items.push_back(refusal((*victim)->file.path, (*victim)->content.bytes,
                                             ErrorCode::NotFound,
                                             "The photo is not in a folder of the library"_msg));
                continue;
            }
            TrashTask task;
            const Known* kept = nullptr; // the one that is tried first
            task.linkInPlace = mode.action == TrashAction::ReplaceByLink;
            for (const Known& survivor : survivors) {
                if (task.linkInPlace && survivor.content.id != (*victim)->content.id)
                    continue;
                const auto related = isRelated(**victim, survivor, reader);
                if (!related)
                    return fail(related);
                if (!*related)
                    continue;
                if (kept == nullptr)
                    kept = &survivor;
                task.survivors.push_back(expected(survivor.file, survivor.content));
            }
            const Known& file = **victim;
            if (task.survivors.empty()) {
                plan.items.push_back(refusal(
                    file.file.path, file.content.bytes, ErrorCode::InvalidArgument,
                    task.linkInPlace
                        ? "None of the remaining photos is identical to this one"_msg
                        : "None of the remaining photos was verified to be a copy of this one"_msg));
                continue;
            }
            task.victims.push_back(expected(file.file, file.content));
            auto companions = companionsOf(file.file, file.content, reader);
            if (!companions)
                return fail(companions);
            plan.places.push_back(plan.items.size());
            TrashItem& item = plan.items.emplace_back();
            item.path = file.file.path;
            item.bytes = file.content.bytes;
            auto both = lookAtBoth(file, *companions, *kept, reader);
            if (!both)
                return fail(both);
            item.losses = lossesOf(*both);
            if (mode.mergeMetadata && !task.linkInPlace)
                plan.merges.push_back(mergeRequest(std::move(*both)));
            std::vector<Companion> going;
            for (Companion& companion : *companions) {
                const auto goes = mode.withCompanions && !task.linkInPlace
                                      ? belongsToNoOther(companion, file.file, reader)
                                      : Result<bool>(false);
                if (!goes)
                    return fail(goes);
                (*goes ? going : item.staying).push_back(std::move(companion));
            }
            for (const Companion& companion : going) {
                task.companions.push_back({companion.file.path, companion.file.stamp, {}});
                plan.places.push_back(plan.items.size());
                TrashItem& along = plan.items.emplace_back();
                along.path = companion.file.path;
                along.bytes = companion.file.stamp.size;
                along.companion = companion.kind;
            }
            plan.tasks.push_back(std::move(task));
        }
    }
    return plan;
}

Result<Trash*> DuplicateReviewCore::trash()
{
    const std::lock_guard lock(m_trashMutex);
    if (!m_trash) {
        std::filesystem::path journal = m_catalog.file();
        journal += ".trash";
        auto opened = Trash::open(journal);
        if (!opened)
            return fail(opened);
        m_trash = std::move(*opened);
    }
    return m_trash.get();
}

Result<TrashReport> DuplicateReviewCore::preview(std::span<const TrashSelection> selection,
                                                 TrashMode mode)
{
    auto planned = plan(selection, mode);
    if (!planned)
        return fail(planned);
    const auto bin = trash();
    if (!bin)
        return fail(bin);
    if (auto added = addSidecars(*planned, **bin, {}); !added)
        return fail(added);
    return planned->report(
        (*bin)->check(planned->tasks, planned->protectedFolders, CheckDepth::Stamps), true);
}

Result<TrashReport> DuplicateReviewCore::moveToTrash(std::span<const TrashSelection> selection,
                                                     TrashMode mode,
                                                     const ProgressCallback& progress,
                                                     std::stop_token stop)
{
    auto planned = plan(selection, mode);
    if (!planned)
        return fail(planned);
    const auto bin = trash();
    if (!bin)
        return fail(bin);
    if (auto added = addSidecars(*planned, **bin, stop); !added)
        return fail(added);
    const TrashOutcome outcome =
        (*bin)->run(planned->tasks, planned->protectedFolders, progress, std::move(stop));
    // What was moved was moved: that the catalog could not follow does not change the report, and
    // the next scan of the folders finds out.
    if (auto followed = follow(outcome); !followed)
        logWarning("The catalog does not know yet what was moved: " + followed.error().text());
    return planned->report(outcome, false);
}

Result<TrashReport> DuplicateReviewCore::undo(std::optional<std::int64_t> batch)
{
    if (auto writable = checkWritable(); !writable)
        return fail(writable);
    const auto bin = trash();
    if (!bin)
        return fail(bin);
    const auto outcome = batch ? (*bin)->undo(*batch) : (*bin)->undoLast();
    if (!outcome)
        return fail(outcome);
    if (auto followed = follow(*outcome); !followed)
        logWarning("The catalog does not know yet what was put back: " + followed.error().text());
    TrashReport report;
    for (const FileOutcome& file : outcome->files) {
        report.items.push_back(itemFrom(file));
        const bool isBack = file.place == FilePlace::Origin;
        const bool isPhoto = hasPhotoExtension(pathToBytes(file.origin.filename()));
        (isPhoto ? report.moved : report.companions) += isBack;
        report.gone += file.place == FilePlace::Gone;
    }
    for (const SidecarOutcome& sidecar : outcome->sidecars)
        report.sidecars.push_back({sidecar.path, {}, {}, sidecar.replaces, sidecar.error});
    report.bytes = outcome->bytes;
    report.batch = outcome->batch;
    report.cancelled = outcome->cancelled;
    return report;
}

Result<> DuplicateReviewCore::follow(const TrashOutcome& outcome)
{
    auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    std::vector<FileId> gone;
    std::vector<FileRow> back;
    for (const FileOutcome& file : outcome.files) {
        auto row = (*reader)->fileByPath(file.origin);
        if (!row)
            return fail(row);
        if (!*row)
            continue;
        const bool isPhoto = (*row)->content.isValid();
        if (file.place == FilePlace::Trash && !file.linked) {
            gone.push_back((*row)->id);
        } else if (const auto stamp = statFile(file.origin);
                   stamp && (*row)->stamp.size == stamp->size) {
            // The trash verified the content when it moved it, so it need not be read again. A
            // rename and a link only touch the time of the last change of the inode.
            (*row)->stamp = *stamp;
            (*row)->state = isPhoto ? FileState::Indexed : FileState::Unsupported;
            back.push_back(std::move(**row));
        }
    }
    for (const SidecarOutcome& sidecar : outcome.sidecars) {
        auto row = (*reader)->fileByPath(sidecar.path);
        if (!row)
            return fail(row);
        const auto stamp = statFile(sidecar.path);
        if (!stamp && *row)
            gone.push_back((*row)->id);
        if (!stamp)
            continue;
        if (!*row) {
            const auto keeper = (*reader)->fileByPath(sidecar.keeper);
            if (!keeper)
                return fail(keeper);
            if (!*keeper)
                continue;
            FileRow added;
            added.folder = (*keeper)->folder;
            added.path = sidecar.path;
            *row = std::move(added);
        }
        (*row)->stamp = *stamp;
        (*row)->state = FileState::Unsupported;
        back.push_back(std::move(**row));
    }
    auto written = m_catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            if (auto set = writer.setFileState(gone, FileState::Missing); !set)
                return set;
            for (const FileRow& row : back)
                if (const auto put = writer.putFile(row); !put)
                    return fail(put);
            return {};
        },
        Durability::Decision);
    m_changed();
    return written;
}

Result<std::vector<TrashBatch>> DuplicateReviewCore::trashHistory(std::size_t limit)
{
    if (m_catalog.isReadOnly())
        return std::vector<TrashBatch>();
    const auto bin = trash();
    if (!bin)
        return fail(bin);
    std::vector<TrashBatch> batches;
    for (const TrashedBatch& batch : (*bin)->history()) {
        if (batches.size() == limit)
            break;
        batches.push_back(
            {batch.id, batch.at, batch.files, batch.bytes, batch.gone, batch.undone()});
    }
    return batches;
}

} // namespace lookalike
