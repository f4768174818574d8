// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/transfer/transfer_run.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"
#include "core/files/discard_place.h"
#include "core/files/transfer/transfer_names.h"

#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

constexpr int kMostNumbers = 10'000;

TransferredFile outcomeFor(const ExpectedFile& file, bool isCompanion)
{
    TransferredFile outcome;
    outcome.origin = file.path;
    outcome.bytes = file.stamp.size;
    outcome.isCompanion = isCompanion;
    return outcome;
}

std::string nameOfFile(const std::filesystem::path& path)
{
    return pathToBytes(path.filename());
}

} // namespace

TransferRun::TransferRun(MoveLedger& ledger, TransferKind kind,
                         std::span<const std::filesystem::path> protectedFolders,
                         std::stop_token stop)
    : m_ledger(ledger)
    , m_system(ledger.system())
    , m_checker(ledger.system(), std::move(stop))
    , m_carrier(ledger.system(), m_checker)
    // A photo of a protected folder stays there whatever the user selects in a list of photos of
    // many folders, as with the trash; a copy of it takes nothing away.
    , m_protected(ledger.system(), kind == TransferKind::Move
                                       ? protectedFolders
                                       : std::span<const std::filesystem::path>())
    , m_kind(kind)
    , m_batch(ledger.nextBatch())
{}

Result<> TransferRun::openFolder(const std::filesystem::path& folder)
{
    const auto handle = m_system.openFolder(pathToBytes(folder));
    if (!handle)
        return failSystem(handle.error(), "Cannot open the folder"_msg, folder);
    m_folder = OpenNode(m_system, *handle);
    const auto info = m_system.look(*handle);
    if (!info)
        return failSystem(info.error(), "Cannot access the folder"_msg, folder);
    m_folderIdentity = info->stamp.identity;
    auto real = m_system.realPath(*handle);
    if (!real)
        return failSystem(real.error(), "Cannot determine where the folder is"_msg, folder);
    m_folderPath = std::move(*real);
    if (isDiscarded(pathFromBytes(m_folderPath) / "photo"))
        return fail(ErrorCode::InvalidArgument,
                    "It is where a program keeps deleted files, old versions or thumbnails"_msg,
                    folder);
    return {};
}

void TransferRun::bring(const TransferTask& task, const Report& report)
{
    TransferredFile photo = outcomeFor(task.photo, false);
    int number = 1;
    if (auto brought = bringPhoto(task, photo, number); !brought)
        photo.error = std::move(brought).error();
    const bool isDone = photo.isDone;
    report(std::move(photo));
    for (const ExpectedFile& companion : task.companions) {
        TransferredFile along = outcomeFor(companion, true);
        auto brought =
            isDone ? bringCompanion(task, companion, number, along)
                   : fail(ErrorCode::Conflict, "The photo that it belongs to was left in place"_msg,
                          companion.path);
        if (!brought)
            along.error = std::move(brought).error();
        report(std::move(along));
    }
}

Result<CheckedFile> TransferRun::approve(const ExpectedFile& file)
{
    if (m_protected.unknown())
        return fail(*m_protected.unknown());
    auto opened = m_checker.open(file);
    if (!opened)
        return opened;
    if (m_protected.hold(*opened))
        return fail(ErrorCode::PermissionDenied, "It is in a protected folder"_msg, file.path);
    if (opened->folders.front() == m_folderIdentity)
        return fail(ErrorCode::Conflict, "It is in this folder already"_msg, file.path);
    return opened;
}

Result<int> TransferRun::freeNumber(const TransferTask& task, const CheckedFile& photo, int first)
{
    const std::string name = nameOfFile(task.photo.path);
    std::vector<std::string> names{name};
    for (const ExpectedFile& companion : task.companions)
        names.push_back(nameOfFile(companion.path));
    for (int number = first; number < kMostNumbers; ++number) {
        bool isFree = true;
        for (const std::string& one : names) {
            const auto info = m_system.lookAt(m_folder.get(), numberedName(one, name, number));
            if (!info && info.error() != std::errc::no_such_file_or_directory)
                return failSystem(info.error(), "Cannot list the folder"_msg, task.photo.path);
            isFree = isFree && !info;
        }
        if (isFree)
            return number;
        const auto same = isSame(photo, numberedName(name, name, number));
        if (!same)
            return fail(same);
        if (*same)
            return fail(ErrorCode::Conflict, "The same photo is there already"_msg,
                        task.photo.path);
    }
    return fail(ErrorCode::Conflict, "The folder has no free name for it"_msg, task.photo.path);
}

Result<bool> TransferRun::isSame(const CheckedFile& photo, const std::string& name)
{
    const auto info = m_system.lookAt(m_folder.get(), name);
    if (!info || info->kind != NodeKind::File || info->stamp.size != photo.info.stamp.size)
        return false;
    auto other = m_checker.open(
        {pathFromBytes(m_folderPath) / pathFromBytes(name), info->stamp, ContentHash()});
    if (!other)
        return false; // whatever it is, it only makes the photo take another name
    const auto same = m_checker.compareBytes(*other, photo);
    if (!same && (same.error().code == ErrorCode::Cancelled))
        return fail(same);
    return same.has_value();
}

Result<> TransferRun::bringPhoto(const TransferTask& task, TransferredFile& outcome, int& number)
{
    auto file = approve(task.photo);
    if (!file)
        return fail(file);
    for (;; ++number) {
        const auto free = freeNumber(task, *file, number);
        if (!free)
            return fail(free);
        number = *free;
        const std::string name = nameOfFile(task.photo.path);
        auto done = bringFile(*file, task.photo.content, numberedName(name, name, number), outcome);
        if (done.arrival == FileCarrier::Arrival::Arrived)
            return {};
        if (done.arrival != FileCarrier::Arrival::Taken)
            return fail(std::move(*done.error));
    }
}

Result<> TransferRun::bringCompanion(const TransferTask& task, const ExpectedFile& companion,
                                     int number, TransferredFile& outcome)
{
    auto file = approve(companion);
    if (!file)
        return fail(file);
    const auto content =
        m_checker.hash(file->file, companion.path, HashKind::Sha256, companion.stamp.size);
    if (!content)
        return fail(content);
    auto done = bringFile(
        *file, *content,
        numberedName(nameOfFile(companion.path), nameOfFile(task.photo.path), number), outcome);
    return done.error ? Result<>(fail(std::move(*done.error))) : Result<>();
}

FileCarrier::Outcome TransferRun::bringFile(CheckedFile& file, const ContentHash& content,
                                            const std::string& name, TransferredFile& outcome)
{
    using Arrival = FileCarrier::Arrival;
    const std::filesystem::path path = pathFromBytes(file.path);
    MoveIntent intent;
    intent.batch = m_batch;
    intent.at = m_system.wallSeconds();
    intent.origin = file.path;
    intent.target = pathBelow(m_folderPath, name);
    intent.stamp = file.info.stamp;
    intent.mode = file.info.mode;
    intent.content = content;
    intent.draft = draftName(static_cast<std::uint32_t>(m_system.random()));
    intent.isCopy = m_kind == TransferKind::Copy;
    if (!isPlainPath(intent.origin) || !isPlainPath(intent.target))
        return {Arrival::Stayed,
                Error{ErrorCode::Unsupported, "Its path could not be found again later"_msg, path}};
    const auto entry = m_ledger.begin(intent);
    if (!entry)
        return {Arrival::Stayed, entry.error()};
    const FileCarrier::Destination to{m_folder, name, pathFromBytes(intent.target)};
    FileCarrier::Outcome done = intent.isCopy ? m_carrier.copy(file, to, intent.draft)
                                              : m_carrier.move(file, to, intent.draft);
    if (done.arrival == Arrival::Arrived) {
        m_ledger.end(*entry, RecordKind::Moved);
        outcome.target = to.path;
        outcome.isDone = true;
        outcome.isBare = done.isBare;
    } else if (done.arrival != Arrival::Unknown) {
        m_ledger.end(*entry, RecordKind::NotMoved);
    }
    return done;
}

} // namespace lookalike
