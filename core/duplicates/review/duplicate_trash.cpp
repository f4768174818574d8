// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/duplicate_trash.h"

#include "core/base/log.h"
#include "core/base/path_bytes.h"
#include "core/duplicates/review/trash_planner.h"
#include "core/image/format.h"

#include <algorithm>
#include <utility>

namespace lookalike {

DuplicateTrash::DuplicateTrash(Catalog& catalog, const Decoder& decoder,
                               std::function<void()> changed)
    : m_catalog(catalog)
    , m_decoder(decoder)
    , m_changed(std::move(changed))
{}

Result<Trash*> DuplicateTrash::trash()
{
    const std::lock_guard lock(m_mutex);
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

Result<PlannedTrash> DuplicateTrash::plan(Trash& bin, std::span<const TrashSelection> selection,
                                          TrashMode mode, std::stop_token stop) const
{
    const auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    const TrashPlanner planner(**reader, m_decoder);
    auto plan = planner.plan(selection, mode);
    if (!plan)
        return plan;
    if (auto added = planner.addSidecars(*plan, bin, std::move(stop)); !added)
        return fail(added);
    return plan;
}

Result<TrashReport> DuplicateTrash::preview(std::span<const TrashSelection> selection,
                                            TrashMode mode)
{
    const auto bin = trash();
    if (!bin)
        return fail(bin);
    const auto planned = plan(**bin, selection, mode, {});
    if (!planned)
        return fail(planned);
    return planned->report(
        (*bin)->check(planned->tasks, planned->protectedFolders, CheckDepth::Stamps), true);
}

Result<TrashReport> DuplicateTrash::moveToTrash(std::span<const TrashSelection> selection,
                                                TrashMode mode, const ProgressCallback& progress,
                                                std::stop_token stop)
{
    const auto bin = trash();
    if (!bin)
        return fail(bin);
    const auto planned = plan(**bin, selection, mode, stop);
    if (!planned)
        return fail(planned);
    const TrashOutcome outcome =
        (*bin)->run(planned->tasks, planned->protectedFolders, progress, std::move(stop));
    // What was moved was moved: that the catalog could not follow does not change the report, and
    // the next scan of the folders finds out.
    if (auto followed = follow(outcome); !followed)
        logWarning("The catalog does not know yet what was moved: " + followed.error().text());
    return planned->report(outcome, false);
}

Result<TrashReport> DuplicateTrash::undo(std::optional<std::int64_t> batch)
{
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
        report.items.push_back(reported(file));
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

Result<> DuplicateTrash::follow(const TrashOutcome& outcome)
{
    auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    std::vector<FileId> gone;
    std::vector<FileRow> back;
    std::vector<std::filesystem::path> reviewed; // nothing more is to be done about these
    for (const FileOutcome& file : outcome.files) {
        if (file.place == FilePlace::Trash) {
            reviewed.push_back(file.origin);
            reviewed.push_back(file.survivor);
        }
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
            if (auto removed = writer.removeReviewMarks(reviewed); !removed)
                return removed;
            for (const FileRow& row : back)
                if (const auto put = writer.putFile(row); !put)
                    return fail(put);
            return {};
        },
        Durability::Decision);
    m_changed();
    return written;
}

Result<std::vector<TrashBatch>> DuplicateTrash::history(std::size_t limit)
{
    const auto bin = trash();
    if (!bin)
        return fail(bin);
    auto batches = (*bin)->history();
    batches.resize(std::min(limit, batches.size()));
    return batches;
}

} // namespace lookalike
