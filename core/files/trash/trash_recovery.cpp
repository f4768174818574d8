// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/trash_recovery.h"

#include "core/files/trash/trash_info.h"

#include <map>
#include <vector>

namespace lookalike {

TrashRecovery::TrashRecovery(MoveLedger& ledger)
    : m_ledger(ledger)
    , m_finder(ledger.system(), {})
{}

void TrashRecovery::run()
{
    // An intent that failed may name the same place in the trash as a later one: only the last
    // one can have a file there.
    std::map<std::string, std::int64_t> last;
    for (const auto& [number, entry] : m_ledger.entries())
        if (entry.state != RecordKind::NotMoved && !entry.intent.isWritten)
            last[entry.intent.target] = number;
    std::vector<std::int64_t> open;
    for (const auto& [number, entry] : m_ledger.entries())
        if (!entry.intent.isWritten &&
            (entry.state == RecordKind::Intent || entry.state == RecordKind::UndoIntent))
            open.push_back(number);
    for (const std::int64_t number : open) {
        const MoveEntry entry = m_ledger.entries().at(number);
        if (last.at(entry.intent.target) == number)
            recover(number, entry);
        else if (entry.state == RecordKind::Intent)
            m_ledger.end(number, RecordKind::NotMoved);
    }
    if (!open.empty())
        m_ledger.sync();
}

void TrashRecovery::recover(std::int64_t number, const MoveEntry& entry)
{
    const MoveIntent intent = entry.intent;
    const bool undoing = entry.state == RecordKind::UndoIntent;
    TrashFinder::Places places = m_finder.find(intent);
    if (!places.known())
        return;
    if (places.atOrigin) {
        if (m_finder.tidyUp(intent, places.origin.info->stamp.identity, places.trash))
            m_ledger.end(number, undoing ? RecordKind::Restored : RecordKind::NotMoved);
    } else if (places.inTrash) {
        completeInfo(intent);
        if (undoing)
            m_ledger.end(number, RecordKind::NotRestored);
        else
            m_ledger.end(number, RecordKind::Moved, TrashFinder::isLink(places.origin, intent));
    }
}

void TrashRecovery::completeInfo(const MoveIntent& intent)
{
    if (intent.infoPath.empty())
        return;
    const TrashFinder::Spot info = m_finder.lookAtInfo(intent);
    if (info.info || info.unknown || !info.folder.isOpen())
        return;
    const auto handle = m_ledger.system().createFileAt(info.folder.get(), info.name);
    if (!handle)
        return; // there by now
    const OpenNode file(m_ledger.system(), *handle);
    static_cast<void>(m_ledger.system().write(*handle, trashInfoText(intent.infoPath, intent.at)));
}

} // namespace lookalike
