// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/transfer/file_carrier.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"
#include "core/files/moves/whereabouts.h"

#include <utility>

namespace lookalike {

namespace {

constexpr std::uint32_t kPermissions = 0777; // a copy runs with nobody else's rights
constexpr std::uint32_t kGroupPermissions = 0070;

Error failedTo(const std::error_code& error, const Message& action,
               const std::filesystem::path& path)
{
    return failSystem(error, action, path).value();
}

} // namespace

FileCarrier::FileCarrier(TrashSystem& system, FileChecker& checker)
    : m_system(system)
    , m_checker(checker)
{}

FileCarrier::Outcome FileCarrier::stayed(Error error)
{
    return {Arrival::Stayed, std::move(error)};
}

FileCarrier::Outcome FileCarrier::move(CheckedFile& file, const Destination& to,
                                       const std::string& draft)
{
    const std::filesystem::path path = pathFromBytes(file.path);
    if (!m_checker.isUnchanged(file))
        return stayed(
            {ErrorCode::Changed, "The file changed while it was being checked"_msg, path});
    const auto renamed = m_system.renameAt(file.folder.get(), file.name, to.folder.get(), to.name);
    if (!renamed && renamed.error() == std::errc::cross_device_link)
        return moveByCopy(file, to, draft);
    // Whatever the rename returned: what counts is where the file is.
    const FileIdentity& identity = file.info.stamp.identity;
    const Where arrived = whereIs(m_system, to.folder, to.name, identity);
    const Where left = whereIs(m_system, file.folder, file.name, identity);
    if (arrived == Where::Here && left == Where::NotHere) {
        static_cast<void>(m_system.sync(to.folder.get()));
        static_cast<void>(m_system.sync(file.folder.get()));
        return {Arrival::Arrived, {}};
    }
    if (arrived == Where::NotHere && left == Where::Here) {
        if (!renamed && renamed.error() == std::errc::file_exists)
            return {Arrival::Taken,
                    Error{ErrorCode::Conflict, "Another file has this name"_msg, to.path}};
        return stayed(renamed ? Error{ErrorCode::IoError, "The system did not move it"_msg, path}
                              : failedTo(renamed.error(), "Cannot move the file"_msg, path));
    }
    if (arrived == Where::NotHere && left == Where::NotHere && renamed)
        // Another file took its name in the last instant, and was moved in its place.
        static_cast<void>(
            m_system.renameAt(to.folder.get(), to.name, file.folder.get(), file.name));
    return {Arrival::Unknown,
            Error{ErrorCode::IoError, "Could not tell whether the file was moved"_msg, path}};
}

FileCarrier::Outcome FileCarrier::copy(const CheckedFile& file, const Destination& to,
                                       const std::string& draft)
{
    FileIdentity identity;
    return place(file, to, draft, identity);
}

FileCarrier::Outcome FileCarrier::moveByCopy(CheckedFile& file, const Destination& to,
                                             const std::string& draft)
{
    FileIdentity identity;
    Outcome outcome = place(file, to, draft, identity);
    if (outcome.arrival != Arrival::Arrived)
        return outcome;
    const bool isBare = outcome.isBare;
    outcome = remove(file, draft);
    outcome.isBare = isBare;
    if (outcome.arrival != Arrival::Stayed)
        return outcome;
    // An original that cannot go, on a card with a lock, say, was not moved: no second one stays.
    if (whereIs(m_system, to.folder, to.name, identity) == Where::Here)
        static_cast<void>(m_system.removeNameAt(to.folder.get(), to.name));
    if (whereIs(m_system, to.folder, to.name, identity) != Where::NotHere)
        outcome.arrival = Arrival::Unknown;
    return outcome;
}

bool FileCarrier::dress(const OpenNode& draft, const CheckedFile& file)
{
    const bool hasTags = m_system.copyAttributes(file.file.get(), draft.get()).has_value();
    const bool hasList = m_system.copyAccessList(file.file.get(), draft.get()).has_value();
    // With a list, the mode of the group is the most that anybody in it may do: without it, that
    // would be what the group may.
    const std::uint32_t mode = file.info.mode & kPermissions;
    // Some file systems know no modes, and times of two seconds: the copy is none the worse.
    static_cast<void>(m_system.setModeAndTime(
        draft.get(), hasList ? mode : mode & ~kGroupPermissions, file.info.stamp.modifiedNs));
    return hasTags && hasList;
}

Result<CheckedFile> FileCarrier::fillDraft(OpenNode draft, const std::string& name,
                                           const CheckedFile& file, const Destination& to,
                                           bool& isBare)
{
    if (auto copied = m_checker.copyBytes(file, draft, to.path); !copied)
        return fail(copied);
    isBare = !dress(draft, file);
    if (const auto synced = m_system.sync(draft.get()); !synced)
        return failSystem(synced.error(), "Cannot write the copy"_msg, to.path);
    draft = OpenNode();

    CheckedFile copy;
    copy.path = pathToBytes(to.path.parent_path() / pathFromBytes(name));
    copy.name = name;
    const auto folder = m_system.openFolderAt(to.folder.get(), ".");
    if (!folder)
        return failSystem(folder.error(), "Cannot read the copy"_msg, to.path);
    copy.folder = OpenNode(m_system, *folder);
    const auto handle = m_system.openFileAt(to.folder.get(), name);
    if (!handle)
        return failSystem(handle.error(), "Cannot read the copy"_msg, to.path);
    copy.file = OpenNode(m_system, *handle);
    const auto info = m_system.look(*handle);
    if (!info)
        return failSystem(info.error(), "Cannot read the copy"_msg, to.path);
    copy.info = *info;
    if (auto same = m_checker.compareBytes(copy, file); !same)
        return fail(same);
    if (!m_checker.isUnchanged(file))
        return fail(ErrorCode::Changed, "The file changed while it was being copied"_msg,
                    pathFromBytes(file.path));
    return copy;
}

FileCarrier::Outcome FileCarrier::place(const CheckedFile& file, const Destination& to,
                                        const std::string& draft, FileIdentity& identity)
{
    const auto handle = m_system.createFileAt(to.folder.get(), draft);
    if (!handle)
        return stayed(failedTo(handle.error(), "Cannot write to the folder"_msg, to.path));
    // From here on whatever has this name is ours.
    const auto dropDraft = [&] {
        return m_system.removeNameAt(to.folder.get(), draft).has_value();
    };
    bool isBare = false;
    const auto made = fillDraft(OpenNode(m_system, *handle), draft, file, to, isBare);
    if (!made)
        return {dropDraft() ? Arrival::Stayed : Arrival::Unknown, made.error()};
    identity = made->info.stamp.identity;
    const auto renamed = m_system.renameAt(to.folder.get(), draft, to.folder.get(), to.name);
    const Where arrived = whereIs(m_system, to.folder, to.name, identity);
    if (arrived == Where::Here) {
        const auto synced = m_system.sync(to.folder.get());
        if (synced || isUnsupported(synced.error()))
            return {Arrival::Arrived, {}, isBare};
        const bool isGone = m_system.removeNameAt(to.folder.get(), to.name).has_value();
        return {isGone ? Arrival::Stayed : Arrival::Unknown,
                failedTo(synced.error(), "Cannot write to the folder"_msg, to.path)};
    }
    if (arrived == Where::Unknown || !dropDraft())
        return {Arrival::Unknown,
                Error{ErrorCode::IoError, "Could not tell whether the file was copied"_msg,
                      pathFromBytes(file.path)}};
    if (!renamed && renamed.error() == std::errc::file_exists)
        return {Arrival::Taken,
                Error{ErrorCode::Conflict, "Another file has this name"_msg, to.path}};
    return stayed(renamed ? Error{ErrorCode::IoError, "The system did not copy it"_msg, to.path}
                          : failedTo(renamed.error(), "Cannot write to the folder"_msg, to.path));
}

FileCarrier::Outcome FileCarrier::remove(CheckedFile& file, const std::string& draft)
{
    const std::filesystem::path path = pathFromBytes(file.path);
    const TrashSystem::Handle folder = file.folder.get();
    if (!m_checker.isUnchanged(file))
        return stayed({ErrorCode::Changed, "The file changed while it was being copied"_msg, path});
    const auto aside = m_system.renameAt(folder, file.name, folder, draft);
    Error why{ErrorCode::Changed, "Another file has taken its place"_msg, path};
    const auto info = m_system.lookAt(folder, draft);
    const bool isIt = info && info->kind == NodeKind::File &&
                      info->stamp.identity == file.info.stamp.identity &&
                      info->stamp.size == file.info.stamp.size &&
                      info->stamp.modifiedNs == file.info.stamp.modifiedNs;
    if (isIt) {
        file.file = OpenNode(); // Windows keeps a name as long as its file is open
        const auto removed = m_system.removeNameAt(folder, draft);
        if (whereIs(m_system, file.folder, draft, file.info.stamp.identity) == Where::NotHere) {
            static_cast<void>(m_system.sync(folder));
            return {Arrival::Arrived, {}};
        }
        if (!removed)
            why = failedTo(removed.error(), "Cannot remove the original"_msg, path);
    } else if (!aside) {
        why = failedTo(aside.error(), "Cannot remove the original"_msg, path);
    }
    if (info || aside)
        static_cast<void>(m_system.renameAt(folder, draft, folder, file.name));
    const Where back = whereIs(m_system, file.folder, file.name, file.info.stamp.identity);
    return {back == Where::Here ? Arrival::Stayed : Arrival::Unknown, std::move(why)};
}

} // namespace lookalike
