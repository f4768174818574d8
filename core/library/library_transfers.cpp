// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_transfers.h"

#include "core/base/log.h"
#include "core/base/path_bytes.h"
#include "core/base/path_within.h"
#include "core/files/discard_place.h"
#include "core/image/format.h"
#include "core/library/transfer_plan.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace lookalike {

namespace {

/// How the catalog follows one file.
struct Follow {
    std::optional<FileRow> there; ///< what is to be known about where it is now
    FileId gone;                  ///< the row of where it was; invalid where it is still there
};

Result<Follow> followOne(const TransferredFile& file, TransferKind kind, bool isBack,
                         const std::vector<FolderRow>& roots, CatalogReader& reader)
{
    const std::filesystem::path& from = isBack ? file.target : file.origin;
    const std::filesystem::path& to = isBack ? file.origin : file.target;
    const auto left = reader.fileByPath(from);
    const auto taken = left ? reader.fileByPath(to) : left;
    if (!taken)
        return fail(taken);
    Follow follow;
    if (*left && (kind == TransferKind::Move || isBack))
        follow.gone = (*left)->id;
    if (kind == TransferKind::Copy && isBack)
        return follow;
    // What is known of its bytes need not be learnt again. Where it left the library there is
    // only the row of before.
    const std::optional<FileRow>& known = *left ? *left : *taken;
    const FolderRow* const root = rootOf(roots, to);
    const auto stamp = statFile(to);
    if (!known || root == nullptr || !stamp || stamp->size != known->stamp.size)
        return follow;
    FileRow row;
    row.folder = root->id;
    row.path = to;
    row.stamp = *stamp;
    row.content = known->content;
    row.state = known->content.isValid() ? FileState::Indexed : FileState::Unsupported;
    row.scannedAt = known->scannedAt;
    follow.there = std::move(row);
    return follow;
}

} // namespace

LibraryTransfers::LibraryTransfers(Catalog& catalog, std::function<void()> changed)
    : m_catalog(catalog)
    , m_changed(std::move(changed))
{}

std::filesystem::path LibraryTransfers::journal() const
{
    std::filesystem::path journal = m_catalog.file();
    journal += ".moves";
    return journal;
}

Result<Transfer*> LibraryTransfers::transfer()
{
    if (m_catalog.isReadOnly())
        return fail(ErrorCode::PermissionDenied,
                    "The library is read-only, so no photo can be moved"_msg, m_catalog.file());
    const std::lock_guard lock(m_mutex);
    if (!m_transfer) {
        auto opened = Transfer::open(journal());
        if (!opened)
            return fail(opened);
        m_transfer = std::move(*opened);
    }
    return m_transfer.get();
}

void LibraryTransfers::settle()
{
    std::error_code error;
    if (m_catalog.isReadOnly() || !std::filesystem::exists(journal(), error))
        return;
    const std::lock_guard lock(m_mutex);
    // Closed again at once, so that another program can move photos meanwhile.
    if (const auto opened = Transfer::open(journal()); !opened)
        logWarning("Photos that were being moved are not looked after: " + opened.error().text());
}

Result<TransferPreview> LibraryTransfers::preview(const TransferRequest& request)
{
    const auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    const auto plan = planTransfer(request, **reader);
    if (!plan)
        return fail(plan);
    const auto roots = (*reader)->folders();
    if (!roots)
        return fail(roots);
    const auto kept = (*reader)->protectedFolders();
    if (!kept)
        return fail(kept);
    TransferPreview preview;
    for (const TransferTask& task : plan->tasks) {
        ++preview.photos;
        preview.companions += task.companions.size();
        preview.bytes += task.photo.stamp.size;
        for (const ExpectedFile& companion : task.companions)
            preview.bytes += companion.stamp.size;
        preview.isProtected +=
            request.kind == TransferKind::Move &&
            std::ranges::any_of(*kept, [&task](const std::filesystem::path& folder) {
                return isPathWithin(folder, task.photo.path);
            });
    }
    std::error_code error;
    auto folder = std::filesystem::canonical(request.folder, error);
    if (error)
        folder = request.folder;
    preview.leavesLibrary = rootOf(*roots, folder / "photo.jpg") == nullptr;
    return preview;
}

Result<TransferOutcome> LibraryTransfers::run(const TransferRequest& request,
                                              const ProgressCallback& progress,
                                              std::stop_token stop)
{
    const auto moves = transfer();
    if (!moves)
        return fail(moves);
    const auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    auto plan = planTransfer(request, **reader);
    if (!plan)
        return fail(plan);
    const auto kept = (*reader)->protectedFolders();
    if (!kept)
        return fail(kept);
    auto outcome =
        (*moves)->run(request.kind, plan->tasks, request.folder, *kept, progress, std::move(stop));
    if (!outcome)
        return outcome;
    // What was moved was moved: that the catalog could not follow does not change the report, and
    // the next scan of the folders finds out.
    if (auto followed = follow(*outcome, false); !followed)
        logWarning("The catalog does not know yet what was moved: " + followed.error().text());
    std::ranges::move(plan->refused, std::back_inserter(outcome->files));
    return outcome;
}

Result<TransferOutcome> LibraryTransfers::undo(std::optional<std::int64_t> batch,
                                               const ProgressCallback& progress,
                                               std::stop_token stop)
{
    const auto moves = transfer();
    if (!moves)
        return fail(moves);
    if (!batch)
        for (const TransferBatch& one : (*moves)->history())
            if (one.left > 0 && !batch)
                batch = one.id;
    if (!batch)
        return fail(ErrorCode::NotFound, "There is nothing to undo"_msg);
    auto outcome = (*moves)->undo(*batch, progress, std::move(stop));
    if (!outcome)
        return outcome;
    // The journal knows files, not what they are: the names tell.
    outcome->photos = outcome->companions = 0;
    for (TransferredFile& file : outcome->files) {
        file.isCompanion = !hasPhotoExtension(pathToBytes(file.origin.filename()));
        (file.isCompanion ? outcome->companions : outcome->photos) += file.isDone;
    }
    if (auto followed = follow(*outcome, true); !followed)
        logWarning("The catalog does not know yet what came back: " + followed.error().text());
    return outcome;
}

Result<std::vector<TransferBatch>> LibraryTransfers::history(std::size_t limit)
{
    if (m_catalog.isReadOnly())
        return std::vector<TransferBatch>();
    const auto moves = transfer();
    if (!moves)
        return fail(moves);
    auto batches = (*moves)->history();
    batches.resize(std::min(limit, batches.size()));
    return batches;
}

Result<> LibraryTransfers::follow(const TransferOutcome& outcome, bool isBack)
{
    const auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    const auto roots = (*reader)->folders();
    if (!roots)
        return fail(roots);
    std::vector<std::pair<FileId, FileRow>> moved;
    std::vector<FileRow> there;
    std::vector<FileId> missing; // of files that left it: an undo brings them back
    std::vector<std::filesystem::path> unmarked;
    for (const TransferredFile& file : outcome.files) {
        if (!file.isDone)
            continue;
        auto one = followOne(file, outcome.kind, isBack, *roots, **reader);
        if (!one)
            return fail(one);
        if (one->gone.isValid())
            unmarked.push_back(isBack ? file.target : file.origin);
        if (one->gone.isValid() && one->there)
            moved.emplace_back(one->gone, std::move(*one->there));
        else if (one->gone.isValid())
            missing.push_back(one->gone);
        else if (one->there)
            there.push_back(std::move(*one->there));
    }
    auto written = m_catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            for (const auto& [id, row] : moved)
                if (auto done = writer.moveFile(id, row); !done)
                    return done;
            for (const FileRow& row : there)
                if (const auto put = writer.putFile(row); !put)
                    return fail(put);
            if (auto removed = writer.removeReviewMarks(unmarked); !removed)
                return removed;
            return writer.setFileState(missing, FileState::Missing);
        },
        Durability::Decision);
    m_changed();
    return written;
}

} // namespace lookalike
