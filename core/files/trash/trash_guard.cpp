// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/trash_guard.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lookalike {

namespace {

constexpr std::chrono::seconds kVerificationLasts{1};
constexpr auto kDiscarded =
    "It is where a program keeps deleted files, old versions or thumbnails"_msg;

} // namespace

TrashGuard::TrashGuard(TrashSystem& system, std::span<const TrashTask> tasks,
                       std::span<const std::filesystem::path> protectedFolders,
                       std::stop_token stop)
    : m_system(system)
    , m_checker(system, std::move(stop))
    , m_protected(system, protectedFolders)
{
    noteVictims(tasks);
}

// Both what the catalog believes and what is there now: a hard link that was made since the scan
// must not make a victim its own survivor.
void TrashGuard::noteVictims(std::span<const TrashTask> tasks)
{
    const auto note = [this](const ExpectedFile& victim) {
        m_victims.insert(victim.stamp.identity);
        const auto folder = m_system.openFolder(pathToBytes(victim.path.parent_path()));
        if (!folder)
            return;
        const OpenNode open(m_system, *folder);
        if (const auto info = m_system.lookAt(*folder, pathToBytes(victim.path.filename())))
            m_victims.insert(info->stamp.identity);
    };
    for (const TrashTask& task : tasks) {
        std::ranges::for_each(task.victims, note);
        std::ranges::for_each(task.companions, note);
    }
}

Result<CheckedFile> TrashGuard::approve(const TrashTask& task, const ExpectedFile& victim,
                                        CheckDepth depth)
{
    if (m_protected.unknown())
        return fail(*m_protected.unknown());
    auto file = m_checker.open(victim);
    if (!file)
        return file;
    if (m_protected.hold(*file))
        return fail(ErrorCode::PermissionDenied, "It is in a protected folder"_msg, victim.path);
    if (file->inTrash)
        return fail(ErrorCode::InvalidArgument, kDiscarded, victim.path);
    m_victims.insert(file->info.stamp.identity);
    if (auto found = findSurvivor(task, *file, victim.content, depth); !found)
        return fail(found);
    if (depth == CheckDepth::Contents) {
        if (auto verified = m_checker.verifyContent(*file, victim.content); !verified)
            return fail(verified);
    }
    m_victimContent = victim.content;
    return file;
}

Result<> TrashGuard::confirm(const TrashTask& task, const CheckedFile& victim)
{
    const FileIdentity before = m_survivor ? m_survivor->info.stamp.identity : FileIdentity{};
    if (auto found = findSurvivor(task, victim, m_victimContent, CheckDepth::Contents); !found)
        return found;
    if (task.linkInPlace && m_survivor->info.stamp.identity != before)
        return fail(ErrorCode::Changed, "The file to link to has changed"_msg, m_survivor->path);
    if (!m_checker.isUnchanged(victim))
        return fail(ErrorCode::Changed, "The file changed while it was being checked"_msg,
                    pathFromBytes(victim.path));
    return {};
}

Result<> TrashGuard::findSurvivor(const TrashTask& task, const CheckedFile& victim,
                                  const ContentHash& content, CheckDepth depth)
{
    if (m_survivor && m_survivorTask == &task &&
        m_survivor->info.stamp.identity != victim.info.stamp.identity &&
        !m_victims.contains(m_survivor->info.stamp.identity) &&
        m_checker.isUnchanged(*m_survivor) &&
        (depth == CheckDepth::Stamps || isStillVerified(victim, content)))
        return {};
    m_survivor.reset();
    const std::filesystem::path path = pathFromBytes(victim.path);
    std::optional<Error> reason;
    for (const ExpectedFile& expected : task.survivors) {
        auto file = verifySurvivor(task, expected, victim, content, depth);
        if (file) {
            m_survivor = std::move(*file);
            m_survivorTask = &task;
            m_survivorContent = expected.content;
            m_comparedWith = victim.info.stamp.identity;
            return {};
        }
        if (!reason)
            reason = std::move(file).error();
    }
    if (!reason)
        return fail(ErrorCode::InvalidArgument, "No copy of it would be left"_msg, path);
    if (reason->code == ErrorCode::Cancelled)
        return fail(reason->code, reason->message, path);
    return fail(reason->code,
                "No remaining copy could be verified: %1"_msg(reason->messageWithPath()), path);
}

bool TrashGuard::isStillVerified(const CheckedFile& victim, const ContentHash& content)
{
    if (m_system.now() - m_survivor->verifiedAt > kVerificationLasts)
        return false;
    if (m_survivorContent != content || m_comparedWith == victim.info.stamp.identity)
        return true;
    m_comparedWith = victim.info.stamp.identity;
    return m_checker.compareBytes(*m_survivor, victim).has_value();
}

Result<CheckedFile> TrashGuard::verifySurvivor(const TrashTask& task, const ExpectedFile& expected,
                                               const CheckedFile& victim,
                                               const ContentHash& content, CheckDepth depth)
{
    auto file = m_checker.open(expected);
    if (!file)
        return file;
    const FileIdentity identity = file->info.stamp.identity;
    const auto refused = [&expected](MessageTemplate<0> why) {
        return fail(ErrorCode::InvalidArgument, why, expected.path);
    };
    if (identity == victim.info.stamp.identity)
        return refused("It is the same file under another name"_msg);
    if (m_victims.contains(identity))
        return refused("It is marked for the trash as well"_msg);
    if (file->inTrash)
        return refused(kDiscarded);
    if (task.linkInPlace) {
        if (expected.content != content)
            return refused("Only identical files can be replaced by a link"_msg);
        if (identity.device != victim.info.stamp.identity.device)
            return refused("It is on another device, which a hard link cannot reach"_msg);
        if (m_protected.hold(*file))
            return refused("It is in a protected folder, so nothing is linked to it"_msg);
    }
    // Equal hashes are a claim that the bytes are the same: the bytes decide. Other survivors were
    // verified, and their hash must be one for which no second file can be made.
    const bool isCopy = expected.content == content;
    if (!isCopy && !(expected.content.isIdentity() && content.isIdentity()))
        return refused("The photos must be read again before one can be removed in favour of the "
                       "other"_msg);
    if (depth == CheckDepth::Contents) {
        auto verified = isCopy ? m_checker.compareBytes(*file, victim)
                               : m_checker.verifyContent(*file, expected.content);
        if (!verified)
            return fail(verified);
    }
    return file;
}

} // namespace lookalike
