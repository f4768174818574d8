// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/trash_sidecars.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"

#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::uint32_t kNoProgram = 0666; ///< of a photo's mode, what a text may have
constexpr std::uint32_t kOwnersToo = 0600; ///< photos may be read-only, notes about them are not

SidecarOutcome outcomeOf(const SidecarWrite& wanted)
{
    SidecarOutcome outcome;
    outcome.path = wanted.path;
    outcome.keeper = wanted.keeper;
    outcome.replaces = wanted.replaces.has_value();
    return outcome;
}

} // namespace

TrashSidecars::TrashSidecars(MoveLedger& ledger, TrashRestorer& restorer)
    : m_ledger(ledger)
    , m_system(ledger.system())
    , m_restorer(restorer)
    , m_remover(ledger, restorer)
{}

Result<std::int64_t> TrashSidecars::write(const TrashTask& task, TrashGuard& guard,
                                          TrashMover& mover)
{
    const auto [asked, isNew] =
        m_asked.try_emplace(task.sidecar.get(), Asked{outcomeOf(*task.sidecar)});
    SidecarOutcome& outcome = asked->second.outcome;
    if (isNew) {
        if (auto written = tryWrite(task, guard, mover, asked->second); !written) {
            outcome.error = std::move(written).error();
            if (asked->second.entry > 0)
                static_cast<void>(m_remover.remove(asked->second.entry));
            if (asked->second.replaced > 0)
                static_cast<void>(m_restorer.restore(asked->second.replaced));
        }
    }
    if (outcome.error)
        return fail(*outcome.error);
    outcome.isThere = true;
    return asked->second.entry;
}

Result<> TrashSidecars::check(const TrashTask& task, TrashGuard& guard)
{
    const auto [asked, isNew] =
        m_asked.try_emplace(task.sidecar.get(), Asked{outcomeOf(*task.sidecar)});
    SidecarOutcome& outcome = asked->second.outcome;
    if (isNew && task.sidecar->replaces) {
        auto approved = guard.approve(task, *task.sidecar->replaces, CheckDepth::Stamps);
        if (!approved)
            outcome.error = std::move(approved).error();
    }
    if (outcome.error)
        return fail(*outcome.error);
    return {};
}

// The older version goes, then a complete new one takes the name, which nothing else may have.
Result<> TrashSidecars::tryWrite(const TrashTask& task, TrashGuard& guard, TrashMover& mover,
                                 Asked& asked)
{
    const SidecarWrite& wanted = *task.sidecar;
    const std::string folderPath = recordedFolder(guard.survivor().path);
    MoveIntent intent;
    intent.isWritten = true;
    intent.batch = mover.batch();
    intent.at = m_system.wallSeconds();
    intent.origin = pathToBytes(wanted.path);
    const std::string draft = draftName(static_cast<std::uint32_t>(m_system.random()));
    intent.target = folderPath + "/" + draft;
    intent.content = hashContent({wanted.text.begin(), wanted.text.end()});
    intent.stamp.size = wanted.text.size();
    intent.mode = (guard.survivor().info.mode & kNoProgram) | kOwnersToo;
    if (recordedFolder(intent.origin) != folderPath || !isPlainPath(intent.origin) ||
        !isSidecarDraft(intent.origin, intent.target))
        return fail(ErrorCode::InvalidArgument, "It is not a sidecar of the photo"_msg,
                    wanted.path);
    if (wanted.replaces) {
        const FileOutcome older = mover.move(task, *wanted.replaces, {.isReplaced = true});
        const auto last = m_ledger.entries().rbegin();
        if (last != m_ledger.entries().rend() && last->second.intent.isReplaced &&
            last->second.intent.origin == intent.origin && !isClosed(last->second.state)) {
            asked.replaced = last->first;
            intent.mode = last->second.intent.mode;
        }
        if (older.error)
            return fail(*older.error);
    }

    // The folder that the verified photo was opened in, wherever its path leads by now.
    const OpenNode& folder = guard.survivor().folder;
    const auto entry = m_ledger.begin(intent);
    if (!entry)
        return fail(entry);
    asked.entry = *entry;
    if (auto written = writeDraft(folder, draft, wanted, intent.mode); !written)
        return written;
    if (!guard.survivorIsThere())
        return fail(ErrorCode::Changed, "The photo changed at that moment"_msg, wanted.keeper);
    const auto renamed =
        m_system.renameAt(folder.get(), draft, folder.get(), recordedName(intent.origin));
    if (!renamed && renamed.error() == std::errc::file_exists)
        return fail(ErrorCode::Conflict, "Another file already has the sidecar's name"_msg,
                    wanted.path);
    if (!renamed)
        return failSystem(renamed.error(), "Cannot write the sidecar"_msg, wanted.path);
    if (auto synced = m_system.sync(folder.get()); !synced)
        return failSystem(synced.error(), "Cannot write the sidecar"_msg, wanted.path);
    const auto ours = m_remover.isOurs(folder, recordedName(intent.origin), intent);
    if (!ours)
        return fail(ours);
    return *ours ? Result<>()
                 : fail(ErrorCode::IoError, "The sidecar is not what was written"_msg, wanted.path);
}

Result<> TrashSidecars::writeDraft(const OpenNode& folder, const std::string& name,
                                   const SidecarWrite& wanted, std::uint32_t mode)
{
    const auto file = m_system.createFileAt(folder.get(), name);
    if (!file)
        return failSystem(file.error(), "Cannot write the sidecar"_msg, wanted.path);
    const OpenNode open(m_system, *file);
    auto written = m_system.write(*file, wanted.text);
    if (written)
        written = m_system.setModeAndTime(*file, mode, m_system.wallSeconds() * kSecond);
    if (written)
        written = m_system.sync(*file);
    if (!written)
        return failSystem(written.error(), "Cannot write the sidecar"_msg, wanted.path);
    return {};
}

void TrashSidecars::noteNeeded(std::int64_t entry)
{
    if (m_ledger.entries().at(entry).state == RecordKind::Intent)
        m_ledger.end(entry, RecordKind::Moved);
}

TrashSidecars::Need TrashSidecars::needOf(std::int64_t entry) const
{
    Need need = Need::Unknown;
    const auto& entries = m_ledger.entries();
    const std::int64_t batch = entries.at(entry).intent.batch;
    for (auto other = entries.upper_bound(entry);
         other != entries.end() && other->second.intent.batch == batch; ++other) {
        if (other->second.intent.mergedInto != entry)
            continue;
        if (!isClosed(other->second.state))
            return Need::Photos;
        need = Need::None;
    }
    return need;
}

void TrashSidecars::recover(std::optional<std::int64_t> batch)
{
    std::vector<std::int64_t> written;
    std::vector<std::int64_t> older;
    for (const auto& [number, entry] : m_ledger.entries()) {
        if (isClosed(entry.state) || (batch && entry.intent.batch != *batch))
            continue;
        if (entry.intent.isWritten)
            written.push_back(number);
        if (entry.intent.isReplaced)
            older.push_back(number);
    }
    for (const std::int64_t number : written) {
        const RecordKind state = m_ledger.entries().at(number).state;
        const Need need = needOf(number);
        if (need == Need::Photos)
            noteNeeded(number);
        // Of one that was needed, no photo may be known because its records were damaged.
        else if (need == Need::None || state == RecordKind::Intent ||
                 state == RecordKind::UndoIntent)
            static_cast<void>(m_remover.remove(number));
    }
    // An older version whose successor never came, or is no longer there.
    for (const std::int64_t number : older) {
        if (!isClosed(m_ledger.entries().at(number).state) && !hasSuccessor(number))
            static_cast<void>(m_restorer.restore(number));
    }
}

SidecarOutcome TrashSidecars::takeBack(std::int64_t entry)
{
    const MoveIntent intent = m_ledger.entries().at(entry).intent;
    SidecarOutcome outcome;
    outcome.path = pathFromBytes(intent.origin);
    outcome.isThere = true;
    if (needOf(entry) == Need::Photos) {
        outcome.error =
            Error{ErrorCode::Conflict,
                  "The sidecar stays: a photo whose keywords it holds was not put back"_msg,
                  outcome.path};
        return outcome;
    }
    if (auto removed = m_remover.remove(entry); !removed)
        outcome.error = std::move(removed).error();
    else
        outcome.isThere = false;
    return outcome;
}

std::vector<SidecarOutcome> TrashSidecars::outcomes() const
{
    std::vector<SidecarOutcome> all;
    for (const auto& [wanted, asked] : m_asked) {
        all.push_back(asked.outcome);
        if (asked.entry > 0 && isClosed(m_ledger.entries().at(asked.entry).state))
            all.back().isThere = false;
    }
    std::ranges::sort(all, {}, [](const SidecarOutcome& outcome) { return outcome.path; });
    return all;
}

bool TrashSidecars::hasSuccessor(std::int64_t older) const
{
    const auto& entries = m_ledger.entries();
    const MoveIntent& intent = entries.at(older).intent;
    for (auto entry = entries.upper_bound(older); entry != entries.end(); ++entry) {
        const MoveIntent& other = entry->second.intent;
        if (other.batch != intent.batch || other.origin != intent.origin)
            break;
        if (other.isWritten && !isClosed(entry->second.state))
            return true;
    }
    return false;
}

} // namespace lookalike
