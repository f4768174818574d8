// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/sidecar_remover.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"

#include <filesystem>
#include <iterator>
#include <string>

namespace lookalike {

SidecarRemover::SidecarRemover(MoveLedger& ledger, TrashRestorer& restorer)
    : m_ledger(ledger)
    , m_system(ledger.system())
    , m_restorer(restorer)
    , m_checker(ledger.system(), {})
{}

Result<> SidecarRemover::remove(std::int64_t entry)
{
    const MoveIntent& intent = m_ledger.entries().at(entry).intent;
    const auto handle = m_system.openFolder(recordedFolder(intent.origin));
    if (!handle)
        return failSystem(handle.error(), "Cannot list the folder"_msg,
                          pathFromBytes(intent.origin));
    const OpenNode folder(m_system, *handle);
    return removeFrom(folder, entry);
}

Result<> SidecarRemover::removeFrom(const OpenNode& folder, std::int64_t entry)
{
    const MoveIntent intent = m_ledger.entries().at(entry).intent;
    const RecordKind state = m_ledger.entries().at(entry).state;
    const std::string name = recordedName(intent.origin);
    const bool wasNeeded = state != RecordKind::Intent;
    const auto close = [&] {
        m_ledger.end(entry, wasNeeded ? RecordKind::Restored : RecordKind::NotMoved);
    };
    if (auto removed = removeDraft(folder, intent, !wasNeeded); !removed)
        return removed;
    auto ours = isOurs(folder, name, intent);
    if (!ours)
        return fail(ours);
    if (!*ours) {
        const bool isThere = m_system.lookAt(folder.get(), name).has_value();
        close();
        return isThere ? fail(ErrorCode::Changed,
                              "The sidecar was changed since it was written, so it stays"_msg,
                              pathFromBytes(intent.origin))
                       : Result<>();
    }
    // The newer version holds all that the older one did.
    const std::int64_t older = olderOf(entry);
    if (older > 0 && !isInTrash(older))
        return fail(ErrorCode::NotFound,
                    "The sidecar stays: the version before it is no longer in the trash"_msg,
                    pathFromBytes(intent.origin));
    if (wasNeeded && state != RecordKind::UndoIntent)
        if (auto announced = m_ledger.beginUndo(entry); !announced)
            return announced;
    // Under a name that no other program writes to, it is looked at once more.
    const auto renamed =
        m_system.renameAt(folder.get(), name, folder.get(), recordedName(intent.target));
    if (!renamed)
        return failSystem(renamed.error(), "Cannot remove the sidecar"_msg,
                          pathFromBytes(intent.origin));
    if (auto removed = removeDraft(folder, intent, false); !removed)
        return removed;
    static_cast<void>(m_system.sync(folder.get()));
    const bool changed = m_system.lookAt(folder.get(), name).has_value();
    close();
    if (changed)
        return fail(ErrorCode::Changed,
                    "The sidecar was changed since it was written, so it stays"_msg,
                    pathFromBytes(intent.origin));
    if (older > 0)
        static_cast<void>(m_restorer.restore(older));
    return {};
}

// What the draft's name leads to is ours in part, ours, or what another program wrote into it in
// the moment before it was renamed: that gets its name back.
Result<> SidecarRemover::removeDraft(const OpenNode& folder, const MoveIntent& intent,
                                     bool mayBePart)
{
    const std::filesystem::path path = pathFromBytes(intent.target);
    const std::string name = recordedName(intent.target);
    const auto info = m_system.lookAt(folder.get(), name);
    if (!info && isMissing(info.error()))
        return {};
    if (!info)
        return failSystem(info.error(), "Cannot access the file"_msg, path);
    if (info->kind != NodeKind::File)
        return {};
    const auto ours = isOurs(folder, name, intent);
    if (!ours && !mayBePart)
        return fail(ours);
    const bool isPart = mayBePart && info->stamp.size <= intent.stamp.size;
    if (isPart || (ours && *ours)) {
        if (auto removed = m_system.removeNameAt(folder.get(), name); !removed)
            return failSystem(removed.error(), "Cannot remove the sidecar"_msg, path);
        return {};
    }
    const auto back =
        m_system.renameAt(folder.get(), name, folder.get(), recordedName(intent.origin));
    if (!back)
        return failSystem(back.error(), "Cannot put the changed sidecar back"_msg, path);
    return {};
}

Result<bool> SidecarRemover::isOurs(const OpenNode& folder, const std::string& name,
                                    const MoveIntent& intent)
{
    const std::filesystem::path path = pathFromBytes(intent.origin);
    const auto info = m_system.lookAt(folder.get(), name);
    if (!info && isMissing(info.error()))
        return false;
    if (!info)
        return failSystem(info.error(), "Cannot access the sidecar"_msg, path);
    if (info->kind != NodeKind::File || info->stamp.size != intent.stamp.size)
        return false;
    const auto handle = m_system.openFileAt(folder.get(), name);
    if (!handle)
        return failSystem(handle.error(), "Cannot access the sidecar"_msg, path);
    const OpenNode file(m_system, *handle);
    const auto content = m_checker.hash(file, path, intent.content.kind);
    if (!content)
        return fail(content);
    return *content == intent.content;
}

// The older version goes right before the newer one is written: nothing about another file stands
// between them.
std::int64_t SidecarRemover::olderOf(std::int64_t written) const
{
    const auto& entries = m_ledger.entries();
    const MoveIntent& intent = entries.at(written).intent;
    for (auto entry = std::make_reverse_iterator(entries.find(written)); entry != entries.rend();
         ++entry) {
        const MoveIntent& other = entry->second.intent;
        if (!other.isReplaced || other.batch != intent.batch || other.origin != intent.origin)
            break;
        if (!isClosed(entry->second.state))
            return entry->first;
    }
    return 0;
}

bool SidecarRemover::isInTrash(std::int64_t entry)
{
    const MoveIntent& intent = m_ledger.entries().at(entry).intent;
    const auto handle = m_system.openFolder(recordedFolder(intent.target));
    if (!handle)
        return false;
    const OpenNode folder(m_system, *handle);
    const auto info = m_system.lookAt(folder.get(), recordedName(intent.target));
    return info && info->stamp.size == intent.stamp.size;
}

} // namespace lookalike
