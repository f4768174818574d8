// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/transfer_plan.h"

#include "core/base/path_bytes.h"
#include "core/base/path_within.h"
#include "core/catalog/companions.h"
#include "core/duplicates/review/catalog_photo.h"
#include "core/duplicates/review/real_roots.h"
#include "core/files/exclusions.h"

#include <algorithm>
#include <set>
#include <utility>

namespace lookalike {

namespace {

TransferredFile refusedFile(const std::filesystem::path& path, ErrorCode code, Message why)
{
    TransferredFile file;
    file.origin = path;
    file.error = Error{code, std::move(why), path};
    return file;
}

/// What belongs to the photo, and what belongs to the other half of it: a raw file's own sidecar.
Result<std::vector<Companion>> allCompanions(const CatalogPhoto& photo, CatalogReader& reader)
{
    auto all = companionsOf(photo.file, photo.content, reader);
    if (!all)
        return all;
    const std::vector<Companion> own = *all;
    for (const Companion& companion : own) {
        if (!isPhoto(companion.kind))
            continue;
        const auto content = reader.content(companion.file.content);
        if (!content)
            return fail(content);
        if (!*content)
            continue;
        auto more = companionsOf(companion.file, **content, reader);
        if (!more)
            return more;
        for (Companion& one : *more)
            if (one.file.id != photo.file.id &&
                std::ranges::none_of(
                    *all, [&one](const Companion& known) { return known.file.id == one.file.id; }))
                all->push_back(std::move(one));
    }
    return all;
}

/// Whether another photo than those that go together needs the companion, too.
Result<bool> isShared(const Companion& companion, const CatalogPhoto& photo,
                      const std::vector<Companion>& group, CatalogReader& reader)
{
    if (isPhoto(companion.kind))
        return false;
    const auto others = othersWith(companion, photo.file, reader);
    if (!others)
        return fail(others);
    return std::ranges::any_of(*others, [&](const FileRow& other) {
        return other.id != photo.file.id &&
               std::ranges::none_of(
                   group, [&other](const Companion& one) { return one.file.id == other.id; });
    });
}

} // namespace

Result<TransferPlan> planTransfer(const TransferRequest& request, CatalogReader& reader)
{
    TransferPlan plan;
    std::vector<FileId> photos = request.photos;
    for (const std::filesystem::path& path : request.paths) {
        std::error_code error;
        const auto folder =
            std::filesystem::canonical(std::filesystem::absolute(path).parent_path(), error);
        const auto row = reader.fileByPath(error ? path : folder / path.filename());
        if (!row)
            return fail(row);
        if (*row)
            photos.push_back((*row)->id);
        else
            plan.refused.push_back(refusedFile(path, ErrorCode::NotFound,
                                               "The photo is not in a folder of the library"_msg));
    }
    const auto folders = reader.folders();
    if (!folders)
        return fail(folders);
    const RealRoots roots(*folders);
    std::set<FileId> going; // a file named twice, or that goes with another one, goes once
    for (const FileId id : photos) {
        if (!going.insert(id).second)
            continue;
        const auto found = indexedPhoto(id, reader);
        if (!found)
            return fail(found);
        if (!*found || !roots.holds((*found)->file)) {
            const auto row = reader.file(id);
            plan.refused.push_back(refusedFile(row && *row ? (*row)->path : std::filesystem::path(),
                                               ErrorCode::NotFound,
                                               "The photo is no longer in the library"_msg));
            continue;
        }
        const CatalogPhoto& photo = **found;
        const auto companions = allCompanions(photo, reader);
        if (!companions)
            return fail(companions);
        TransferTask task;
        task.photo = {photo.file.path, photo.file.stamp, photo.content.hash};
        for (const Companion& companion : *companions) {
            const auto stays = request.kind == TransferKind::Move
                                   ? isShared(companion, photo, *companions, reader)
                                   : Result<bool>(false);
            if (!stays)
                return fail(stays);
            if (!*stays && going.insert(companion.file.id).second)
                task.companions.push_back({companion.file.path, companion.file.stamp, {}});
        }
        plan.tasks.push_back(std::move(task));
    }
    return plan;
}

const FolderRow* rootOf(const std::vector<FolderRow>& roots, const std::filesystem::path& path)
{
    for (const FolderRow& root : roots) {
        const std::string bytes = pathToBytes(path);
        const auto below = pathBelow(pathToBytes(root.path), bytes);
        if (below)
            return Exclusions(root.exclusions).excludes(*below) ? nullptr : &root;
    }
    return nullptr;
}

} // namespace lookalike
